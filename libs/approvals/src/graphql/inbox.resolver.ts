import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Page } from '#libs/kernel';
import { Access, batched, type GraphQLContext, PageArgs } from '#libs/platform';
import { type InboxItem, ListInbox } from '../queries/list-inbox.js';
import { StandingClaims } from '../queries/standing-claims.js';
import { ReviewAnswers } from './review-answers.js';
import { ReviewClaimType } from './claim.type.js';
import { InboxConnection, InboxFilter, InboxItemType } from './inbox.type.js';

/** The host's inbox. */
@Resolver(() => InboxItemType)
export class InboxResolver {
  constructor(
    private readonly list: ListInbox,
    private readonly claims: StandingClaims,
    private readonly answers: ReviewAnswers,
  ) {}

  @Query(() => InboxConnection, {
    description: 'What waits for the host, the most urgent first; empty for everybody else',
  })
  @Access.signedIn()
  inbox(
    @Args() page: PageArgs,
    @Args('filter', { type: () => InboxFilter, nullable: true }) filter: InboxFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<InboxItem>> {
    return this.list.run(actor, { ...page, filter });
  }

  @ResolveField(() => ReviewClaimType, { nullable: true, description: 'Who is on it; null: nobody' })
  async claim(item: InboxItem, _args: object, context: GraphQLContext): Promise<object | null> {
    return this.answers.claim(context, await batched(context, this.claims.ofReviews, item.id));
  }
}
