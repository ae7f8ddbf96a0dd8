import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, DEFAULT_PAGE, type GraphQLContext, PageArgs } from '#libs/platform';
import { UserDirectory, type UserSummary, UserSummaryType } from '#libs/access';
import { AbsentColleagues } from '#libs/approvals';
import { WatchList } from '../queries/watch-list.js';
import { LoadWatchList } from '../use-cases/load-watch-list.js';
import { LoadWatchListInput } from './nomination.inputs.js';
import { LoadWatchListPayload, WatchListConnection } from './nomination.payloads.js';

const CONFERENCE = { type: () => ID } as const;

/** What people look up beside nominations: the watch list, absent colleagues. */
@Resolver()
export class ReferenceResolver {
  constructor(
    private readonly watch: WatchList,
    private readonly loadList: LoadWatchList,
    private readonly absent: AbsentColleagues,
    private readonly users: UserDirectory,
  ) {}

  @Query(() => WatchListConnection, { description: 'By name' })
  @Access.readers()
  watchList(
    @Args('conferenceId', CONFERENCE) conferenceId: string,
    @Args() { first, after }: PageArgs,
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'Words of the name or the note, in any order: accents and apostrophes do not matter',
    })
    search: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.watch.list(actor, conferenceId, { first: first ?? DEFAULT_PAGE, after, search });
  }

  @Query(() => [UserSummaryType], {
    description: 'People for whom the caller may sign off while they are absent',
  })
  @Access.role('HOST_APPROVER')
  async absentColleagues(
    @Args('conferenceId', CONFERENCE) conferenceId: string,
    @Context() context: GraphQLContext,
  ): Promise<UserSummary[]> {
    const ids = await this.absent.ofToday(context.actor, conferenceId);
    const people = await Promise.all(ids.map((id) => this.users.summary(context, id)));
    return people.filter((person) => person !== null);
  }

  @Mutation(() => LoadWatchListPayload.type, { description: "Replaces the host's watch list" })
  @Access.signedIn()
  loadWatchList(
    @Args('input') input: LoadWatchListInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    const { idempotencyKey, ...request } = input;
    return LoadWatchListPayload.answer(() => this.loadList.run(asUser(actor), idempotencyKey, request));
  }
}
