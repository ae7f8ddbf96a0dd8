import { Args, Context, ID, Mutation, Query, Resolver, ResolveField } from '@nestjs/graphql';
import { asUser, Clock } from '#libs/kernel';
import { Access, type GraphQLContext } from '#libs/platform';
import { contains, type TimeWindow } from '../domain/conference.js';
import { ConferenceReference } from '../queries/conference-reference.js';
import { SetPlaceTransfers } from '../use-cases/set-place-transfers.js';
import { SetWindow } from '../use-cases/set-window.js';
import { BodyType, ConferenceType, WindowType } from './conference.type.js';
import { SetPlaceTransfersInput, SetPlaceTransfersPayload } from './set-place-transfers.payload.js';
import { SetWindowInput, SetWindowPayload } from './set-window.payload.js';

/** What the public page shows before anybody has signed in; nothing of it is personal. */
@Resolver(() => ConferenceType)
export class ConferenceResolver {
  constructor(
    private readonly reference: ConferenceReference,
    private readonly windows: SetWindow,
    private readonly transfers: SetPlaceTransfers,
  ) {}

  @Query(() => ConferenceType, { nullable: true })
  @Access.public()
  conference(
    @Args('slug', { type: () => String, description: 'Its name in addresses: `london-2011`' }) slug: string,
  ) {
    return this.reference.bySlug(slug);
  }

  @Query(() => [ConferenceType], { description: 'One for each that is kept here, the newest first' })
  @Access.public()
  async conferences() {
    return (await this.reference.current()).conferences;
  }

  /** Who organises a conference is told to those who have a part in it, as all queries about one; for others it is unknown. */
  @Query(() => [BodyType], {
    description: 'One for each that organises it: the host first, then the partners by name',
  })
  @Access.signedIn()
  async bodies(@Args('conferenceId', { type: () => ID }) conferenceId: string) {
    return (await this.reference.conference(conferenceId))?.bodies ?? [];
  }

  @Mutation(() => SetWindowPayload.type, {
    description: 'Says when something is possible; in every process within a second',
  })
  @Access.signedIn()
  setWindow(
    @Args('input') { idempotencyKey, ...input }: SetWindowInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return SetWindowPayload.answer(async () => {
      const { conferenceId } = await this.windows.run(asUser(context.actor), idempotencyKey, input);
      return { conference: await this.reference.conference(conferenceId) };
    });
  }

  @Mutation(() => SetPlaceTransfersPayload.type, {
    description:
      'Says whether bodies may pass places on to each other, and whether the host agrees first. Offers that are under way go on as they began',
  })
  @Access.signedIn()
  setPlaceTransfers(
    @Args('input') { idempotencyKey, ...input }: SetPlaceTransfersInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return SetPlaceTransfersPayload.answer(async () => {
      const { conferenceId } = await this.transfers.run(asUser(context.actor), idempotencyKey, input);
      return { conference: await this.reference.conference(conferenceId) };
    });
  }
}

@Resolver(() => WindowType)
export class WindowResolver {
  constructor(private readonly clock: Clock) {}

  @ResolveField(() => Boolean, { description: 'Whether it is open now' })
  isOpen(window: TimeWindow): boolean {
    return contains(window, this.clock.now());
  }
}
