import { Args, Context, Field, ID, InputType, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser, isId, Refusal, type UserActor } from '#libs/kernel';
import { Access, asActor, type GraphQLContext, IdempotencyKey, Nodes, PageArgs } from '#libs/platform';
import { QuotaBalances } from '../queries/quota-balances.js';
import { AllotPlaces } from '../use-cases/allot-places.js';
import { AllotPlacesPayload } from './places.payloads.js';
import { QuotaBalanceConnection } from './quota-balance.type.js';

@InputType()
export class AllotPlacesInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => ID) bodyId: string;
  @Field(() => ID) constituencyId: string;
  @Field(() => Int, { description: 'The new number, without what approvers give beyond it' })
  allotted: number;
  @Field(() => Int, {
    nullable: true,
    description: 'The number that the caller has seen; left out where there was none',
  })
  expectedAllotted?: number | null;
}

/** Places that bodies have: read, and allotted by administrators. */
@Resolver()
export class AllotmentResolver {
  constructor(
    private readonly allot: AllotPlaces,
    private readonly balances: QuotaBalances,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'QuotaBalance', read: asActor(balances.byIds) });
  }

  @Query(() => QuotaBalanceConnection, { description: "Places of the bodies in the caller's sight, by body" })
  @Access.signedIn()
  quotaBalances(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.balances.list(actor, conferenceId, page);
  }

  @Mutation(() => AllotPlacesPayload.type, {
    description: 'Sets how many places a body has for a constituency',
  })
  @Access.signedIn()
  allotPlaces(
    @Args('input') { idempotencyKey, ...input }: AllotPlacesInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    const actor = asUser(context.actor);
    return AllotPlacesPayload.answer(async () => {
      const place = await this.allot
        .run(actor, idempotencyKey, input)
        .catch((error: unknown) => this.explain(actor, input, error));
      return { balance: await this.balances.ofPlace(actor, place) };
    });
  }

  /** Puts the balance as it is now to the refusals that are about it. */
  private async explain(
    actor: UserActor,
    input: { readonly bodyId: string; readonly constituencyId: string },
    error: unknown,
  ): Promise<never> {
    const isAboutBalance =
      error instanceof Refusal && (error.code === 'VERSION_CONFLICT' || error.code === 'QUOTA_SPENT');
    if (!isAboutBalance || !isId(input.bodyId) || !isId(input.constituencyId)) throw error;
    const balance = await this.balances.ofPlace(actor, input);
    throw new Refusal(error.code, error.message, error.path, { balance });
  }
}
