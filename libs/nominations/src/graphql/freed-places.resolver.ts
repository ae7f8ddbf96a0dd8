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
  registerEnumType,
  Resolver,
} from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { Access, type GraphQLContext, IdempotencyKey } from '#libs/platform';
import {
  BodyType,
  ConferenceReference,
  ConstituencyType,
  type FreedPlaces,
  FreedPlacesEnum,
} from '#libs/conference';
import { type Reserve } from '../domain/reserve.js';
import { GetNomination } from '../queries/get-nomination.js';
import {
  PLACE_ACTS,
  PLACE_OUTCOMES,
  type PlaceAct,
  type PlaceOutcome,
  type PlacePreview,
  PlacePreviews,
} from '../queries/place-previews.js';
import { Places } from '../queries/places.js';
import { SetFreedPlaces } from '../use-cases/set-freed-places.js';
import { SetFreedPlacesPayload } from './nomination.payloads.js';
import { NominationType } from './nomination.type.js';

/** As many of those who are next as a person reads before pressing a button. */
const MOST_NAMED = 20;

const PlaceOutcomeEnum = Object.fromEntries(PLACE_OUTCOMES.map((outcome) => [outcome, outcome]));
registerEnumType(PlaceOutcomeEnum, {
  name: 'PlaceOutcome',
  description: 'What becomes of a place',
  valuesMap: {
    NOTHING: { description: 'No place is freed' },
    BACK_TO_BODY: { description: 'It is free for its body; nobody is invited' },
    HOST_TOLD: { description: 'The host is told, and invites the next by hand' },
    NEXT_INVITED: { description: 'The next of the reserve list is invited at once' },
  },
});
const PlaceActEnum = Object.fromEntries(PLACE_ACTS.map((act) => [act, act]));
registerEnumType(PlaceActEnum, { name: 'PlaceAct' });

@ObjectType('PlacePreview', { description: 'What follows for places from an act, before it is done' })
class PlacePreviewType {
  @Field(() => PlaceOutcomeEnum) outcome: PlaceOutcome;
  @Field(() => Int, { description: 'How many would be invited, now or by hand' }) count: number;
  @Field(() => [NominationType], { description: 'Who is next on the reserve list; at most 20 are named' })
  next: object[];
}

@ObjectType('FreePlaces', { description: 'Places that somebody on the reserve list waits for' })
class FreePlacesType {
  @Field(() => BodyType) body: object;
  @Field(() => ConstituencyType) constituency: object;
  @Field(() => Int) count: number;
  @Field(() => NominationType, { description: 'First on the reserve list; `promoteNomination` invites' })
  next: object;
}

@InputType()
export class SetFreedPlacesInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => FreedPlacesEnum) freedPlaces: FreedPlaces;
  @Field(() => FreedPlacesEnum, {
    nullable: true,
    description:
      'What the caller has seen; where the conference says something else by now, it is left alone',
  })
  expectedFreedPlaces?: FreedPlaces | null;
}

/** What becomes of places that come free: before an act, while they wait, and as the conference says. */
@Resolver()
export class FreedPlacesResolver {
  constructor(
    private readonly previews: PlacePreviews,
    private readonly get: GetNomination,
    private readonly places: Places,
    private readonly setting: SetFreedPlaces,
    private readonly reference: ConferenceReference,
  ) {}

  @Query(() => PlacePreviewType, {
    nullable: true,
    description:
      'What a withdrawal, or a refusal that is released at once, does to the place; null for a nomination out of sight',
  })
  @Access.signedIn()
  async placePreview(
    @Args('nominationId', { type: () => ID }) nominationId: string,
    @Args('act', { type: () => PlaceActEnum }) act: PlaceAct,
    @Context() { actor }: GraphQLContext,
  ): Promise<PlacePreviewType | null> {
    const preview = await this.previews.ofAct(actor, nominationId, act);
    return preview === null ? null : this.shown(actor, preview);
  }

  @Query(() => PlacePreviewType, { description: 'What a new number of places brings for the reserve list' })
  @Access.role('HOST_ADMINISTRATOR')
  async allotmentPreview(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('bodyId', { type: () => ID }) bodyId: string,
    @Args('constituencyId', { type: () => ID }) constituencyId: string,
    @Args('allotted', { type: () => Int }) allotted: number,
    @Context() { actor }: GraphQLContext,
  ): Promise<PlacePreviewType> {
    const preview = await this.previews.ofAllotment(actor, {
      conferenceId,
      bodyId,
      constituencyId,
      allotted,
    });
    return this.shown(actor, preview);
  }

  @Query(() => [FreePlacesType], { description: 'Free places that somebody on the reserve list waits for' })
  @Access.readers()
  async freePlaces(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() { actor }: GraphQLContext,
  ): Promise<FreePlacesType[]> {
    const waiting = await this.previews.waiting(actor, conferenceId);
    const [nominations, known] = await Promise.all([
      this.get.runMany(
        actor,
        waiting.map(({ next }) => next.id),
      ),
      this.places.of(
        waiting.map(({ bodyId, constituencyId }) => ({ body_id: bodyId, constituency_id: constituencyId })),
      ),
    ]);
    return waiting.flatMap(({ bodyId, constituencyId, count }, index) => {
      const [next, body, constituency] = [
        nominations[index],
        known.body(bodyId),
        known.constituency(constituencyId),
      ];
      if (next === undefined || next === null || body === undefined || constituency === undefined) return [];
      return [{ body, constituency, count, next }];
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

  private async shown(
    actor: GraphQLContext['actor'],
    { outcome, next }: PlacePreview,
  ): Promise<PlacePreviewType> {
    const named = next.slice(0, MOST_NAMED).map(({ id }: Reserve) => id);
    const nominations = await this.get.runMany(actor, named);
    return {
      outcome,
      count: next.length,
      next: nominations.flatMap((nomination) => (nomination === null ? [] : [nomination])),
    };
  }
}
