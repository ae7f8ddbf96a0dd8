import { Args, Context, Field, ID, InputType, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import {
  Access,
  connectionOf,
  type GraphQLContext,
  IdempotencyKey,
  mutationPayload,
  PageArgs,
} from '#libs/platform';
import { WatchList } from '../queries/watch-list.js';
import { LoadWatchList } from '../use-cases/load-watch-list.js';
import { WatchListEntryType } from './screening.type.js';

const WatchListConnection = connectionOf('WatchList', () => WatchListEntryType);

@InputType({ description: 'A name that nominations are to be checked against' })
class WatchListEntryInput {
  @Field(() => String, { description: 'The name, at most 200 characters' }) name: string;
  @Field(() => String, { nullable: true, description: 'Why it is on the list, at most 2,000 characters' })
  note?: string | null;
}

@InputType()
class LoadWatchListInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => [WatchListEntryInput], { description: 'Replaces the list; at most 10,000' })
  entries: WatchListEntryInput[];
}

const LoadWatchListPayload = mutationPayload({
  name: 'LoadWatchList',
  result: { count: { type: () => Int, otherwise: 0 } },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});

/** The host's watch list. */
@Resolver()
export class WatchListResolver {
  constructor(
    private readonly watch: WatchList,
    private readonly loadList: LoadWatchList,
  ) {}

  @Query(() => WatchListConnection, { description: 'By name' })
  @Access.readers()
  watchList(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'Words of the name or the note, in any order: accents and apostrophes do not matter',
    })
    search: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.watch.list(actor, conferenceId, { ...page, search });
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
