import { Args, Context, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, batched, type GraphQLContext, PageArgs } from '#libs/platform';
import { UserDirectory, UserType } from '#libs/access';
import { ChainHeads } from '#libs/audit';
import { type BatchView, Batches } from '../queries/batches.js';
import { DecisionBatchConnection, DecisionBatchType } from './review.type.js';

/** Batches that were released, and what became of their mail. */
@Resolver(() => DecisionBatchType)
export class DecisionBatchResolver {
  constructor(
    private readonly batches: Batches,
    private readonly users: UserDirectory,
    private readonly heads: ChainHeads,
  ) {}

  @Query(() => DecisionBatchConnection, { description: 'Released batches, the newest first' })
  @Access.readers()
  decisionBatches(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.batches.ofConference(actor, conferenceId, page);
  }

  @ResolveField(() => UserType, { description: 'Who released it' })
  releasedBy(batch: BatchView, _: unknown, context: GraphQLContext): Promise<object | null> {
    return this.users.summary(context, batch.releasedById);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Head of the audit trail that covers this release, to be kept elsewhere: `audit verify --expect` takes it. Null until it is sealed, a second or two after the release',
  })
  async auditHead(batch: BatchView, _: unknown, context: GraphQLContext): Promise<string | null> {
    return (await batched(context, this.heads.ofReleases, batch.id)) ?? null;
  }
}
