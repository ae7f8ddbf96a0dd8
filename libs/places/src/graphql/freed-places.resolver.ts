import {
  Args,
  Context,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, type GraphQLContext, IdempotencyKey, enumOf } from '#libs/platform';
import {
  BodyType,
  ConferenceReference,
  ConstituencyType,
  type FreedPlaces,
  FreedPlacesEnum,
} from '#libs/conference';
import { type Reserve } from '../domain/reserve.js';
import { type PlaceOutcome, type PlacePreview, PlacePreviews } from '../queries/place-previews.js';
import { Places } from '../queries/places.js';
import { SetFreedPlaces } from '../use-cases/set-freed-places.js';
import { SetFreedPlacesPayload } from './places.payloads.js';

const PlaceOutcomeEnum = enumOf<PlaceOutcome>('PlaceOutcome', 'What becomes of a place', {
  NOTHING: 'No place is freed',
  BACK_TO_BODY: 'It is free for its body; nobody is invited',
  HOST_TOLD: 'The host is told, and invites the next by hand',
  NEXT_INVITED: 'The next of the reserve list is invited at once',
});

@ObjectType('PlacePreview', { description: 'What follows for places from an act, before it is done' })
export class PlacePreviewType {
  @Field(() => PlaceOutcomeEnum, { description: 'What becomes of the place' }) outcome: PlaceOutcome;
  @Field(() => Int, { description: 'How many would be invited, now or by hand' }) count: number;
  /** As the context that has the subjects shows them. */
  next: readonly Reserve[];
}

@ObjectType('FreePlaces', { description: 'Places that somebody on the reserve list waits for' })
export class FreePlacesType {
  @Field(() => BodyType) body: object;
  @Field(() => ConstituencyType) constituency: object;
  @Field(() => Int, { description: 'How many are free' }) count: number;
  /** As the context that has the subjects shows it. */
  next: Reserve;
}

@InputType()
export class SetFreedPlacesInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => FreedPlacesEnum, { description: 'Who is to invite the next' }) freedPlaces: FreedPlaces;
  @Field(() => FreedPlacesEnum, {
    nullable: true,
    description:
      'What the caller has seen; where the conference says something else by now, it is left alone',
  })
  expectedFreedPlaces?: FreedPlaces | null;
}

/** A preview as the API tells it. */
export const shownPreview = ({ outcome, next }: PlacePreview): PlacePreviewType => ({
  outcome,
  count: next.length,
  next,
});

/** What becomes of places that come free: before an act, while they wait, and as the conference says. */
@Resolver()
export class FreedPlacesResolver {
  constructor(
    private readonly previews: PlacePreviews,
    private readonly places: Places,
    private readonly setting: SetFreedPlaces,
    private readonly reference: ConferenceReference,
  ) {}

  @Query(() => PlacePreviewType, { description: 'What a new number of places brings for the reserve list' })
  @Access.role('HOST_ADMINISTRATOR')
  async allotmentPreview(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('bodyId', { type: () => ID }) bodyId: string,
    @Args('constituencyId', { type: () => ID }) constituencyId: string,
    @Args('allotted', { type: () => Int, description: 'How many places the body would have' })
    allotted: number,
    @Context() { actor }: GraphQLContext,
  ): Promise<PlacePreviewType> {
    const preview = await this.previews.ofAllotment(actor, {
      conferenceId,
      bodyId,
      constituencyId,
      allotted,
    });
    return shownPreview(preview);
  }

  @Query(() => [FreePlacesType], {
    description:
      'Free places that somebody on the reserve list waits for: one for each body and constituency',
  })
  @Access.readers()
  async freePlaces(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<FreePlacesType[]> {
    const waiting = await this.previews.waiting(actor, conferenceId);
    const known = await this.places.of(
      waiting.map(({ bodyId, constituencyId }) => ({ body_id: bodyId, constituency_id: constituencyId })),
    );
    return waiting.flatMap(({ bodyId, constituencyId, count, next }) => {
      const [body, constituency] = [known.body(bodyId), known.constituency(constituencyId)];
      return body === undefined || constituency === undefined ? [] : [{ body, constituency, count, next }];
    });
  }

  @Mutation(() => SetFreedPlacesPayload.type, {
    description:
      'Says what becomes of places that come free. With AT_ONCE whoever waits for a place of `freePlaces` is invited',
  })
  @Access.signedIn()
  setFreedPlaces(
    @Args('input') { idempotencyKey, ...input }: SetFreedPlacesInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return SetFreedPlacesPayload.answer(async () => {
      const { conferenceId } = await this.setting.run(asUser(context.actor), idempotencyKey, input);
      return { conference: await this.reference.conference(conferenceId) };
    });
  }
}
