import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, type GraphQLContext } from '#libs/platform';
import { UserDirectory, type UserSummary, UserSummaryType } from '#libs/access';
import { AbsentColleagues } from '#libs/approvals';
import { type QuotaBalanceView, QuotaBalances } from '../queries/quota-balances.js';
import { WatchList, type WatchListEntry } from '../queries/watch-list.js';
import { LoadWatchList } from '../use-cases/load-watch-list.js';
import { LoadWatchListInput } from './nomination.inputs.js';
import { LoadWatchListPayload } from './nomination.payloads.js';
import { QuotaBalanceType, WatchListEntryType } from './nomination.type.js';

const CONFERENCE = { type: () => ID } as const;

/** What people look up beside nominations: places, the watch list, absent colleagues. */
@Resolver()
export class ReferenceResolver {
  constructor(
    private readonly balances: QuotaBalances,
    private readonly watch: WatchList,
    private readonly loadList: LoadWatchList,
    private readonly absent: AbsentColleagues,
    private readonly users: UserDirectory,
  ) {}

  @Query(() => [QuotaBalanceType], { description: "Places of the bodies in the caller's sight" })
  @Access.signedIn()
  quotaBalances(
    @Args('conferenceId', CONFERENCE) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<QuotaBalanceView[]> {
    return this.balances.ofConference(actor, conferenceId);
  }

  @Query(() => [WatchListEntryType])
  @Access.role('HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR')
  watchList(
    @Args('conferenceId', CONFERENCE) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<WatchListEntry[]> {
    return this.watch.run(actor, conferenceId);
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
