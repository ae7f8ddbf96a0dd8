import { Args, Context, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, batched, type GraphQLContext, enumOf } from '#libs/platform';
import { FreePlacesType, PlacePreviewType, shownPreview } from '#libs/places';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { type PlaceAct, PreviewPlace } from '../queries/preview-place.js';
import { NominationType } from './nomination.type.js';

/** As many of those who are next as a person reads before pressing a button. */
const MOST_NAMED = 20;

const PlaceActEnum = enumOf<PlaceAct>('PlaceAct', 'An act that may free a place', {
  WITHDRAW: 'The body takes the nomination back',
  REFUSE: 'The host refuses it',
});

/** What becomes of the place of a nomination, and who is next for it. */
@Resolver(() => PlacePreviewType)
export class PlacePreviewResolver {
  constructor(
    private readonly preview: PreviewPlace,
    private readonly get: GetNomination,
  ) {}

  @Query(() => PlacePreviewType, {
    nullable: true,
    description:
      'What a withdrawal, or a refusal that is released at once, does to the place; null for a nomination out of sight',
  })
  @Access.signedIn()
  async placePreview(
    @Args('nominationId', { type: () => ID }) nominationId: string,
    @Args('act', { type: () => PlaceActEnum, description: 'What is about to be done' }) act: PlaceAct,
    @Context() { actor }: GraphQLContext,
  ): Promise<PlacePreviewType | null> {
    const preview = await this.preview.ofAct(actor, nominationId, act);
    return preview === null ? null : shownPreview(preview);
  }

  @ResolveField(() => [NominationType], {
    description: 'Who is next on the reserve list; at most 20 are named',
  })
  async next(
    { next }: PlacePreviewType,
    _args: object,
    { actor }: GraphQLContext,
  ): Promise<readonly NominationView[]> {
    const named = next.slice(0, MOST_NAMED).map(({ id }) => id);
    const nominations = await this.get.runMany(actor, named);
    return nominations.filter((nomination) => nomination !== null);
  }
}

/** Who is next for free places. */
@Resolver(() => FreePlacesType)
export class FreePlacesNominationResolver {
  constructor(private readonly get: GetNomination) {}

  @ResolveField(() => NominationType, {
    description: 'First on the reserve list; `promoteNomination` invites',
  })
  async next({ next }: FreePlacesType, _args: object, context: GraphQLContext): Promise<NominationView> {
    const nomination = await batched(context, this.get.byIds, next.id);
    // Whoever is told of free places reads the whole conference, and no nomination goes away.
    if (nomination === undefined) throw new Error('The first of a reserve list is out of sight');
    return nomination;
  }
}
