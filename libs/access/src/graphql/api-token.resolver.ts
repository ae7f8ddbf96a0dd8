import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, GraphQLContext, PageArgs } from '#libs/platform';
import { ApiTokens, type ApiTokenView } from '../queries/api-tokens.js';
import { UserDirectory } from '../queries/user-directory.js';
import { CreateApiToken } from '../use-cases/create-api-token.js';
import { RevokeApiToken } from '../use-cases/revoke-api-token.js';
import { CreateApiTokenInput, RevokeApiTokenInput } from './access.input.js';
import { ApiTokenConnection, CreateApiTokenPayload, RevokeApiTokenPayload } from './access.payload.js';
import { ApiTokenType, UserType } from './access.type.js';

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly users: UserDirectory,
    private readonly create: CreateApiToken,
    private readonly revoke: RevokeApiToken,
  ) {}

  @ResolveField(() => UserType, { nullable: true })
  madeBy({ madeById }: ApiTokenView, _args: object, context: GraphQLContext) {
    return this.users.summary(context, madeById);
  }

  @Query(() => ApiTokenConnection, {
    description:
      'Tokens of bodies, the newest first, revoked ones too: of all bodies for administrators and auditors, of the body for its coordinators',
  })
  @Access.role('HOST_ADMINISTRATOR', 'AUDITOR', 'PARTNER_COORDINATOR')
  apiTokens(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Args('bodyId', { type: () => ID, nullable: true }) bodyId: string | null | undefined,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.tokens.ofBodies(actor, conferenceId, { ...page, bodyId });
  }

  @Mutation(() => CreateApiTokenPayload.type, {
    description:
      'Makes a token for programs: the caller’s own, or one of a body for whoever coordinates it. Its secret is answered this once',
  })
  @Access.signedIn()
  createApiToken(@Args('input') input: CreateApiTokenInput, @Context() { actor }: GraphQLContext) {
    return CreateApiTokenPayload.answer(() => this.create.run(actor, input));
  }

  @Mutation(() => RevokeApiTokenPayload.type, {
    description: 'Ends a token at once: the caller’s own, or one of a body whose roles the caller gives',
  })
  @Access.signedIn()
  revokeApiToken(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: RevokeApiTokenInput,
    @Context() { actor }: GraphQLContext,
  ) {
    return RevokeApiTokenPayload.answer(async () => ({ apiToken: await this.revoke.run(actor, id, input) }));
  }
}
