import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  ID,
  Int,
  Mutation,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import {
  type Actor,
  forbidden,
  InvalidInput,
  notFound,
  type Page,
  Refusal,
  sliceOf,
  toPage,
} from '#libs/kernel';
import { CommitUnknown } from '../database/unit-of-work.js';
import { type BusEvent, EventBus } from '../work/definitions/event-bus.js';
import { Access } from '../graphql/access.js';
import { ApiError } from '../http/api-error.js';
import { batched, type ReadMany } from '../graphql/batched.js';
import { PageArgs } from '../graphql/connection.js';
import { type GraphQLContext } from '../graphql/graphql-context.js';
import { isDearNow } from '../turns/slices.js';
import { sampleTalks } from './sample-talks.js';
import {
  RenameTalkInput,
  RenameTalkPayload,
  TalkChangeType,
  TalkConnection,
  TalkFilter,
  TalkType,
} from './sample-types.js';

/** Personal data that must never be seen in an answer or a log. */
export const CANARY = 'passport X1234567';

/** Work of the sample API that lasts until a test ends it. */
class SlowWork {
  readonly begun: string[] = [];
  private readonly endings = new Map<string, () => void>();

  begin(name: string): Promise<string> {
    this.begun.push(name);
    return new Promise((resolve) => this.endings.set(name, () => resolve(name)));
  }

  end(name: string): void {
    this.endings.get(name)?.();
  }
}

export const SLOW = new SlowWork();

/** How many talks each reading of ratings was for. */
export const RATINGS_READ: number[] = [];
const readRatings: ReadMany<number> = async (_actor, ids) => {
  RATINGS_READ.push(ids.length);
  return new Map(ids.map((id) => [id, id.length]));
};
/** Long enough for a hundred of them to be many slices. */
const RATING_MS = 0.2;

const FAILURES: Readonly<Record<string, () => Error>> = {
  fault: () => new Error(`Nobody expected ${CANARY}`),
  database: () => Object.assign(new Error(`connection to ${CANARY} lost`), { code: '57P01' }),
  disk: () => Object.assign(new Error(`could not extend ${CANARY}`), { code: '53100' }),
  constraint: () =>
    Object.assign(new Error(`Key (name)=(${CANARY}) exists`), { code: '23505', constraint: 'talk_pkey' }),
  commit: () => new CommitUnknown('No answer to COMMIT'),
  nul: () => Object.assign(new Error('invalid byte sequence'), { code: '22021' }),
  refusal: () => notFound('talk'),
  invalid: () =>
    new InvalidInput([new Refusal('INVALID_INPUT', 'Use at most 10 characters.', ['input', 'title'])]),
  many: () =>
    new InvalidInput([
      new Refusal('INVALID_INPUT', 'Use at most 10 characters.', ['input', 'title']),
      new Refusal('INVALID_INPUT', 'Choose a room.', ['input', 'room']),
    ]),
  forbidden: () => forbidden('Only the host may do this.'),
  text: () => 'just a text' as unknown as Error,
};

/** A small API that does everything an API of ours can do. */
@Resolver(() => TalkType)
export class SampleResolver {
  private readonly talks = sampleTalks(250);

  constructor(@Inject(EventBus) private readonly events: EventBus) {}

  @Query(() => TalkConnection, { name: 'talks' })
  @Access.signedIn()
  list(@Args() page: PageArgs, @Args('filter', { nullable: true }) filter?: TalkFilter): Page<TalkType> {
    const slice = sliceOf(page);
    const states = filter?.states ?? null;
    const found = this.talks.filter(
      ({ state, seats }) => (states === null || states.includes(state)) && seats >= (filter?.seats ?? 0),
    );
    const read = slice.isBackward ? found.toReversed() : found;
    return toPage(read.slice(0, slice.size + 1), {
      slice,
      key: (talk) => [talk.id],
      node: (talk) => talk,
      totalCount: async () => found.length,
    });
  }

  @Query(() => TalkType, { nullable: true })
  @Access.public()
  talk(@Args('id', { type: () => ID }) id: string): TalkType | null {
    return this.talks.find((talk) => talk.id === id) ?? null;
  }

  @Query(() => String)
  @Access.public()
  async failing(@Args('how') how: string): Promise<string> {
    // Thrown as drivers throw: sometimes no Error at all.
    throw FAILURES[how]?.() ?? new Error('unknown failure');
  }

  @Query(() => String, { nullable: true })
  @Access.public()
  failingAtOnce(@Args('how') how: string): string {
    throw FAILURES[how]?.() ?? new Error('unknown failure');
  }

  @Query(() => [TalkType])
  @Access.public()
  brokenTalks(): unknown[] {
    return [
      { ...this.talks[0], title: null },
      { ...this.talks[1], seats: 'many' },
    ];
  }

  @Query(() => String)
  @Access.public()
  slowly(@Args('name') name: string): Promise<string> {
    return SLOW.begin(name);
  }

  /** Whether this is part of a dear request. */
  @Query(() => Boolean)
  @Access.public()
  isDear(@Context() { actor }: GraphQLContext): boolean {
    return isDearNow(actor);
  }

  /** A field with work to do, some of which is refused. */
  @ResolveField(() => String, { nullable: true })
  async review({ title, seats }: TalkType): Promise<string> {
    if (seats % 70 === 0) throw notFound('review');
    return `${title} has ${seats} seats`;
  }

  /** What takes its time before it is read for all talks together. */
  @ResolveField(() => Int, { nullable: true })
  async rating({ id }: TalkType, _args: object, context: GraphQLContext): Promise<number | undefined> {
    const until = performance.now() + RATING_MS;
    while (performance.now() < until);
    return batched(context, readRatings, id);
  }

  /** The same as `review`, of which a single one fails. */
  @ResolveField(() => String)
  async requiredReview({ title, seats }: TalkType): Promise<string> {
    if (seats === 420) throw notFound('review');
    return title;
  }

  @Query(() => String)
  @Access.role('AUDITOR')
  auditorsOnly(): string {
    return 'ledger';
  }

  @Query(() => String)
  @Access.public()
  whoAmI(@Context() { actor, clientAddress, reply }: GraphQLContext): string {
    reply?.header('set-cookie', 'seen=1; Path=/');
    return actor.kind === 'user'
      ? `${actor.userId} via ${actor.via} at ${clientAddress}`
      : `${actor.kind} at ${clientAddress}`;
  }

  @Mutation(() => RenameTalkPayload.type)
  @Access.signedIn()
  async renameTalk(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: RenameTalkInput,
  ): Promise<object> {
    return RenameTalkPayload.answer(async () => {
      const failure = FAILURES[input.title];
      if (failure !== undefined) throw failure();
      if (input.title === 'taken') {
        throw new Refusal('EXTERNAL_REFERENCE_TAKEN', 'Choose another title.', ['input', 'title'], {
          takenBy: this.talks[0],
          secret: CANARY,
        });
      }
      const talk = this.talks.find((one) => one.id === id);
      if (talk === undefined) throw notFound('talk');
      this.events.publish(`talk:${id}`, id);
      return { talk: { ...talk, title: input.title }, count: 1 };
    });
  }

  @Subscription(() => TalkChangeType, {
    resolve(event: BusEvent, _args: object, { actor }: GraphQLContext) {
      if (hasGrantFor(actor, 'closed')) throw new ApiError('FORBIDDEN', 'You may not hear of this any more.');
      return { id: event.id ?? '' };
    },
  })
  @Access.role('HOST_OFFICER')
  talkChanged(@Args('id', { type: () => ID }) id: string): AsyncIterableIterator<BusEvent> {
    // A field that keeps its source from us by a mistake of ours.
    if (id === 'mute') return undefined as unknown as AsyncIterableIterator<BusEvent>;
    return this.events.subscribe(`talk:${id}`);
  }
}

const hasGrantFor = (actor: Actor, conference: string): boolean =>
  actor.kind === 'user' && actor.grants.some(({ conferenceId }) => conferenceId === conference);

/** Reads the row again as the subscriber of the moment. */
@Resolver(() => TalkChangeType)
export class SampleChangeResolver {
  private readonly talks = sampleTalks(250);

  @ResolveField('talk', () => TalkType, { nullable: true })
  talk(parent: TalkChangeType, _args: object, { actor }: GraphQLContext): TalkType | null {
    return hasGrantFor(actor, 'blind') ? null : (this.talks.find(({ id }) => id === parent.id) ?? null);
  }
}
