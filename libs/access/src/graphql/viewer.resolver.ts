import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Access, askedFields, GraphQLContext } from '#libs/platform';
import { ApiTokens } from '../queries/api-tokens.js';
import { ListStaff } from '../queries/list-staff.js';
import { ReadViewer, type Viewer } from '../queries/read-viewer.js';
import { AnswerOffer } from '../use-cases/answer-offer.js';
import { AcceptRoleInput, DeclineRoleInput } from './access.input.js';
import { AcceptRolePayload, DeclineRolePayload } from './access.payload.js';
import { ApiTokenType, GrantType, ViewerType } from './access.type.js';

const READ_WITH_VIEWER: ReadonlySet<string> = new Set([
  '__typename',
  'id',
  'role',
  'conference',
  'body',
  'organisationName',
]);

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly viewers: ReadViewer,
    private readonly staff: ListStaff,
    private readonly tokens: ApiTokens,
    private readonly answers: AnswerOffer,
  ) {}

  @Query(() => ViewerType, { nullable: true, description: 'Null for whoever is not signed in' })
  @Access.public()
  viewer(@Context() { actor }: GraphQLContext) {
    return this.viewers.run(actor);
  }

  @ResolveField(() => ApiTokenType, { nullable: true })
  apiToken(viewer: Viewer) {
    return this.tokens.inUse(viewer.actor);
  }

  @ResolveField(() => [ApiTokenType])
  apiTokens(viewer: Viewer) {
    return this.tokens.own(viewer.actor);
  }

  /** What every page asks of them was read with the viewer. */
  @ResolveField(() => [GrantType])
  grants(viewer: Viewer, _args: object, _context: GraphQLContext, info: GraphQLResolveInfo) {
    const isRead = [...askedFields(info)].every((field) =>
      READ_WITH_VIEWER.has(field.split('.', 1)[0] ?? ''),
    );
    return isRead ? viewer.grants : this.staff.own(viewer.actor);
  }

  @ResolveField(() => [GrantType])
  offeredRoles(viewer: Viewer) {
    return this.staff.offered(viewer.actor);
  }

  @Mutation(() => AcceptRolePayload.type, {
    description: 'Accepts a role that was offered to the caller’s address: it begins now',
  })
  @Access.signedIn()
  acceptRole(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') { idempotencyKey }: AcceptRoleInput,
    @Context() { actor }: GraphQLContext,
  ) {
    return AcceptRolePayload.answer(async () => {
      await this.answers.accept(actor, id, idempotencyKey);
      return { viewer: await this.viewers.run(actor) };
    });
  }

  @Mutation(() => DeclineRolePayload.type, {
    description: 'Declines a role that was offered to the caller’s address; whoever offered it sees that',
  })
  @Access.signedIn()
  declineRole(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') { idempotencyKey }: DeclineRoleInput,
    @Context() { actor }: GraphQLContext,
  ) {
    return DeclineRolePayload.answer(async () => {
      await this.answers.decline(actor, id, idempotencyKey);
      return { viewer: await this.viewers.run(actor) };
    });
  }
}
