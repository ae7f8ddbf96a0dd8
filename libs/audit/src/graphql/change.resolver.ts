import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE, type Page } from '#libs/kernel';
import { Access, ForwardPageArgs, GraphQLContext } from '#libs/platform';
import { type Change, CHANGES_KEPT_DAYS, ChangeFeed } from '../queries/change-feed.js';
import { ChangeConnection } from './change.type.js';

@Resolver()
export class ChangeResolver {
  constructor(private readonly feed: ChangeFeed) {}

  @Query(() => ChangeConnection, {
    description: `What has changed that the caller may see, oldest first. Ask again behind the last \`endCursor\` that was not null: nothing is missed and nothing comes twice. A decision is a change to its body when it is released. Cursors hold for ${CHANGES_KEPT_DAYS} days; then, after a restore of the service, or with another sight: CURSOR_EXPIRED, start without one and read everything anew`,
  })
  @Access.signedIn()
  changes(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() { first, after }: ForwardPageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<Change>> {
    return this.feed.read(actor, conferenceId, { first: first ?? DEFAULT_PAGE, after: after ?? null });
  }
}
