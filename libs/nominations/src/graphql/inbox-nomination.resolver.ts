import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InboxFilter, InboxItemType, ListInbox } from '#libs/approvals';
import { Access, type GraphQLContext, ListSize, MOST_MANY } from '#libs/platform';
import { ScreeningKindEnum } from '#libs/screening';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { type InboxNomination } from '../queries/inbox-nominations.js';
import { NominationAtVersion, NominationType } from './nomination.type.js';

/** What nominations show in the inbox. */
@Resolver(() => InboxItemType)
export class InboxNominationResolver {
  constructor(private readonly inbox: ListInbox) {}

  @Query(() => [NominationAtVersion], {
    description: `Which nominations of the inbox match at this moment, each with its version, the most urgent first: what an act on many is done to (\`...Many\`). At most ${MOST_MANY.toLocaleString('en')}; more are refused`,
  })
  @ListSize(MOST_MANY)
  @Access.signedIn()
  async matchingInbox(
    @Args('filter', { type: () => InboxFilter, nullable: true }) filter: InboxFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<NominationAtVersion[]> {
    const items = await this.inbox.matching(actor, NOMINATION_SUBJECT, filter);
    return items.map(({ id: nominationId, version }) => ({ nominationId, version }));
  }

  @ResolveField(() => NominationType)
  nomination({ nomination }: InboxNomination): object {
    return nomination;
  }

  @ResolveField(() => [ScreeningKindEnum], { description: 'Screenings that found something or failed' })
  flags({ flags }: InboxNomination): readonly string[] {
    return flags;
  }
}
