import { Args, Context, Field, ID, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { conferencesReadWhole, isId, readsBody } from '#libs/kernel';
import { Access, ApiError, type BusEvent, EventBus, type GraphQLContext } from '#libs/platform';
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

interface Subject {
  readonly actor: GraphQLContext['actor'];
}

/** Changes as they happen. Events carry ids; what is told is read again with the rights of that moment. */
@Resolver()
export class NominationSubscriptions {
  constructor(
    private readonly events: EventBus,
    private readonly get: GetNomination,
  ) {}

  @Subscription(() => NominationChangeType, {
    description: "Sent whenever the host's inbox may have changed",
    resolve: (event: BusEvent) => ({ id: event.id ?? '', nomination: null }),
  })
  @Access.role('HOST_OFFICER', 'HOST_APPROVER', 'HOST_ADMINISTRATOR', 'AUDITOR')
  inboxChanged(
    @Args('conferenceId', ID_ARG) conferenceId: string,
    @Context() { actor }: Subject,
  ): AsyncIterableIterator<BusEvent> {
    if (!conferencesReadWhole(actor).includes(conferenceId)) throw unknown();
    return this.events.subscribe(`${INBOX_TOPIC}:${conferenceId}`);
  }

  @Subscription(() => NominationChangeType, {
    description: 'Sent whenever this nomination changed in a way that the caller may see',
    async resolve(this: NominationSubscriptions, _event: BusEvent, args: { id: string }, { actor }: Subject) {
      return { id: args.id, nomination: await this.get.run(actor, args.id) };
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
    return this.events.subscribe(`${nomination.isHostView ? HOST_NOMINATION_TOPIC : NOMINATION_TOPIC}:${id}`);
  }
}
