import { Args, Context, Field, ID, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { type Actor, conferencesReadWhole, isId, readsBody } from '#libs/kernel';
import {
  Access,
  ApiError,
  BODY_CHANGES,
  CONFERENCE_CHANGES,
  DateTime,
  enumOf,
  EventBus,
  type GraphQLContext,
  hostTopic,
  type Topic,
} from '#libs/platform';
import { ChangeFeed } from '#libs/audit';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { GetNomination } from '../queries/get-nomination.js';
import { atOnce, type ToldEvent } from './at-once.js';
import { NominationType } from './nomination.type.js';

const NominationChangeKindEnum = enumOf<ToldEvent['kind']>('NominationChangeKind', 'Why an event is told', {
  BEGINNING: 'The subscription begins, after a reconnection too: this is how things stand',
  CHANGED: 'Something has changed, once or several times',
  MISSED: 'Events may have been lost: look again at what you follow',
});

@ObjectType('NominationChange', {
  description:
    'An event, which has no id: something may have changed. `nomination` is null where the whole list should be looked at again',
})
class NominationChangeType {
  @Field(() => NominationChangeKindEnum, { description: 'Why it is told' })
  kind: ToldEvent['kind'];

  @Field(() => NominationType, {
    nullable: true,
    description: 'The nomination that it is about, as it is at `toldAt`; null where it is about a list',
  })
  nomination: NominationType | null;

  @Field(() => DateTime, { description: 'When it is told; what has changed did so before' })
  toldAt: Date;
}

const ID_ARG = { type: () => ID } as const;
const unknown = (): ApiError => new ApiError('NOT_FOUND', 'There is no such thing, or you may not see it.');

/** Ends the subscription: whoever subscribed may not hear this any more. */
const noLonger = (): ApiError => new ApiError('FORBIDDEN', 'You may not hear of this any more.');

@ObjectType('NominationsChange', {
  description: 'The feed of changes has moved, or this is where it stands when the subscription begins',
})
class NominationsChangeType {
  @Field(() => String, {
    description:
      'Where the feed stands: `changes(after: cursor)` tells what comes after this moment. Begin with the one of the first event, and go on by the cursors of `changes` from then on',
  })
  cursor: string;
}

interface Subject {
  readonly actor: GraphQLContext['actor'];
}

/** The host hears of more than the body may know. */
const topicOf = ({ id, isHostView }: { readonly id: string; readonly isHostView: boolean }): Topic =>
  `${isHostView ? hostTopic(NOMINATION_SUBJECT) : NOMINATION_SUBJECT}:${id}`;

const inboxTopic = (conferenceId: string): Topic => `${CONFERENCE_CHANGES}:${conferenceId}`;

/** Whoever reads the conference whole hears of all of it, a partner of its bodies alone. None: no part in it. */
function topicsOf(actor: Actor, conferenceId: string): Topic[] {
  if (conferencesReadWhole(actor).includes(conferenceId)) return [inboxTopic(conferenceId)];
  const grants = actor.kind === 'user' ? actor.grants : [];
  const bodies = grants.filter((grant) => grant.conferenceId === conferenceId).map(({ bodyId }) => bodyId);
  return [...new Set(bodies)].flatMap((bodyId) => (bodyId === null ? [] : [`${BODY_CHANGES}:${bodyId}`]));
}

/** Changes as they happen. Events carry ids; what is told is read again with the rights of that moment. */
@Resolver()
export class NominationSubscriptions {
  constructor(
    private readonly events: EventBus,
    private readonly get: GetNomination,
    private readonly feed: ChangeFeed,
  ) {}

  @Subscription(() => NominationChangeType, {
    description: "Sent at once, and then whenever the host's inbox may have changed",
    resolve({ kind }: ToldEvent, { conferenceId }: { conferenceId: string }, { actor }: Subject) {
      // The role may be left in another conference alone.
      if (!conferencesReadWhole(actor).includes(conferenceId)) throw noLonger();
      return { kind, nomination: null, toldAt: new Date() };
    },
  })
  @Access.readers()
  inboxChanged(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Context() { actor }: Subject,
  ): AsyncIterableIterator<ToldEvent> {
    if (!conferencesReadWhole(actor).includes(conferenceId)) throw unknown();
    return atOnce(this.events, [inboxTopic(conferenceId)]);
  }

  @Subscription(() => NominationsChangeType, {
    description:
      'Sent at once, with where the feed of changes stands, and then whenever it tells more that the caller may see: read `changes` behind your own cursor. An event may stand for several changes, and one that was lost for a moment is made up for by the next: the cursor leaves nothing out',
    async resolve(
      this: NominationSubscriptions,
      { topic }: ToldEvent,
      { conferenceId }: { conferenceId: string },
      { actor }: Subject,
    ) {
      // Whoever hears of more by now, or of less, begins anew.
      if (!topicsOf(actor, conferenceId).includes(topic)) throw noLonger();
      return { cursor: await this.feed.standing(actor, conferenceId) };
    },
  })
  @Access.signedIn()
  nominationsChanged(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Context() { actor }: Subject,
  ): AsyncIterableIterator<ToldEvent> {
    const topics = topicsOf(actor, conferenceId);
    if (topics.length === 0) throw unknown();
    // Told is what can be read: an older transaction that is still under way holds the feed back.
    return atOnce(this.events, topics, () => this.feed.isWithholding(actor, conferenceId));
  }

  @Subscription(() => NominationChangeType, {
    description:
      'Sent at once, with how the nomination is, and then whenever it changed in a way that the caller may see',
    async resolve(
      this: NominationSubscriptions,
      { topic, kind }: ToldEvent,
      { id }: { id: string },
      { actor }: Subject,
    ) {
      const nomination = await this.get.run(actor, id);
      if (nomination === null || topic !== topicOf(nomination)) throw noLonger();
      return { kind, nomination, toldAt: new Date() };
    },
  })
  @Access.signedIn()
  async nominationChanged(
    @Args('id', ID_ARG) id: string,
    @Context() { actor }: Subject,
  ): Promise<AsyncIterableIterator<ToldEvent>> {
    const nomination = isId(id) ? await this.get.run(actor, id) : null;
    if (nomination === null || !readsBody(actor, nomination.conferenceId, nomination.body.id))
      throw unknown();
    return atOnce(this.events, [topicOf(nomination)]);
  }
}
