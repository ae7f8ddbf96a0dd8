import { Args, Context, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, DEFAULT_PAGE, type GraphQLContext, PageArgs } from '#libs/platform';
import { UserDirectory, UserSummaryType } from '#libs/access';
import { type BatchView, Batches } from '../queries/batches.js';
import { DecisionBatchConnection } from './nomination.payloads.js';
import { DecisionBatchType } from './nomination.type.js';

/** Batches that were released, and what became of their mail. */
@Resolver(() => DecisionBatchType)
export class DecisionBatchResolver {
  constructor(
    private readonly batches: Batches,
    private readonly users: UserDirectory,
  ) {}

  @Query(() => DecisionBatchConnection, { description: 'Released batches, the newest first' })
  @Access.role('HOST_OFFICER', 'HOST_APPROVER', 'HOST_ADMINISTRATOR', 'AUDITOR')
  decisionBatches(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() { first, after }: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.batches.ofConference(actor, conferenceId, { first: first ?? DEFAULT_PAGE, after });
  }

  @ResolveField(() => UserSummaryType)
  releasedBy(batch: BatchView, _: unknown, context: GraphQLContext): Promise<object | null> {
    return this.users.summary(context, batch.releasedById);
  }
}
