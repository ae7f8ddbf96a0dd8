import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { type Page } from '#libs/kernel';
import { Access, type GraphQLContext, PageArgs } from '#libs/platform';
import { type InboxItem, ListInbox } from '../queries/list-inbox.js';
import { InboxConnection, InboxFilter } from './inbox.type.js';

/** The host's inbox. */
@Resolver()
export class InboxResolver {
  constructor(private readonly list: ListInbox) {}

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
}
