import { Args, Context, Field, ID, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { conferencesReadWhole, isId, readsBody } from '#libs/kernel';
import { Access, ApiError, type BusEvent, EventBus, type GraphQLContext, type Topic } from '#libs/platform';
import { HOST_NOMINATION_TOPIC, INBOX_TOPIC, NOMINATION_TOPIC } from '../nominations.topics.js';
import { GetNomination } from '../queries/get-nomination.js';
import { NominationType } from './nomination.type.js';

@ObjectType('NominationChange', {
  description:
    'Something may have changed; `nomination` is null where the whole list should be looked at again',
})
class NominationChangeType {
  @Field(() => ID) id: string;
  @Field(() => NominationType, { nullable: true }) nomination: NominationType | null;
}

const ID_ARG = { type: () => ID } as const;
const unknown = (): ApiError => new ApiError('NOT_FOUND', 'There is no such thing, or you may not see it.');

/** Ends the subscription: whoever subscribed may not hear this any more. */
const noLonger = (): ApiError => new ApiError('FORBIDDEN', 'You may not hear of this any more.');

interface Subject {
  readonly actor: GraphQLContext['actor'];
}

/** The host hears of more than the body may know. */
const topicOf = ({ id, isHostView }: { readonly id: string; readonly isHostView: boolean }): Topic =>
  `${isHostView ? HOST_NOMINATION_TOPIC : NOMINATION_TOPIC}:${id}`;

/** Changes as they happen. Events carry ids; what is told is read again with the rights of that moment. */
@Resolver()
export class NominationSubscriptions {
  constructor(
    private readonly events: EventBus,
    private readonly get: GetNomination,
  ) {}

  @Subscription(() => NominationChangeType, {
    description: "Sent whenever the host's inbox may have changed",
    resolve(event: BusEvent, { conferenceId }: { conferenceId: string }, { actor }: Subject) {
      // The role may be left in another conference alone.
      if (!conferencesReadWhole(actor).includes(conferenceId)) throw noLonger();
      return { id: event.id ?? '', nomination: null };
    },
  })
  @Access.readers()
  inboxChanged(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Context() { actor }: Subject,
  ): AsyncIterableIterator<BusEvent> {
    if (!conferencesReadWhole(actor).includes(conferenceId)) throw unknown();
    return this.events.subscribe(`${INBOX_TOPIC}:${conferenceId}`);
  }

  @Subscription(() => NominationChangeType, {
    description: 'Sent whenever this nomination changed in a way that the caller may see',
    async resolve(
      this: NominationSubscriptions,
      { topic }: BusEvent,
      { id }: { id: string },
      { actor }: Subject,
    ) {
      const nomination = await this.get.run(actor, id);
      if (nomination === null || topic !== topicOf(nomination)) throw noLonger();
      return { id, nomination };
    },
  })
  @Access.signedIn()
  async nominationChanged(
    @Args('id', ID_ARG) id: string,
    @Context() { actor }: Subject,
  ): Promise<AsyncIterableIterator<BusEvent>> {
    const nomination = isId(id) ? await this.get.run(actor, id) : null;
    if (nomination === null || !readsBody(actor, nomination.conferenceId, nomination.body.id))
      throw unknown();
    return this.events.subscribe(topicOf(nomination));
  }
}
