import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, GraphQLContext } from '#libs/platform';
import { ReadViewer, type Viewer } from '../queries/read-viewer.js';
import { CreateApiToken } from '../use-cases/create-api-token.js';
import { RevokeApiToken } from '../use-cases/revoke-api-token.js';
import { CreateApiTokenInput, RevokeApiTokenInput } from './access.input.js';
import { CreateApiTokenPayload, RevokeApiTokenPayload } from './access.payload.js';
import { ApiTokenType, ViewerType } from './access.type.js';

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly viewers: ReadViewer,
    private readonly create: CreateApiToken,
    private readonly revoke: RevokeApiToken,
  ) {}

  @Query(() => ViewerType, { nullable: true, description: 'Null for whoever is not signed in' })
  @Access.public()
  viewer(@Context() { actor }: GraphQLContext) {
    return this.viewers.run(actor);
  }

  @ResolveField(() => [ApiTokenType])
  apiTokens(viewer: Viewer) {
    return this.viewers.apiTokens(viewer.actor);
  }

  @Mutation(() => CreateApiTokenPayload.type)
  @Access.signedIn()
  createApiToken(@Args('input') input: CreateApiTokenInput, @Context() { actor }: GraphQLContext) {
    return CreateApiTokenPayload.answer(() => this.create.run(actor, input));
  }

  @Mutation(() => RevokeApiTokenPayload.type)
  @Access.signedIn()
  revokeApiToken(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: RevokeApiTokenInput,
    @Context() { actor }: GraphQLContext,
  ) {
    return RevokeApiTokenPayload.answer(async () => ({ apiToken: await this.revoke.run(actor, id, input) }));
  }
}
