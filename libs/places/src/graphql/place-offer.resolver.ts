import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Injectable } from '@nestjs/common';
import { asUser, type UserActor } from '#libs/kernel';
import {
  Access,
  type ActEdge,
  type ActReader,
  asActor,
  type GraphQLContext,
  Nodes,
  PageArgs,
} from '#libs/platform';
import { PlaceOffers } from '../queries/place-offers.js';
import { OfferPlaces } from '../use-cases/offer-places.js';
import {
  OfferPlacesInput,
  OfferPlacesPayload,
  PlaceOfferConnection,
  PlaceOfferStateEnum,
  PlaceOfferType,
} from './place-offer.type.js';

@Injectable()
export class PlaceOfferAnswer implements ActReader {
  constructor(private readonly offers: PlaceOffers) {}

  async answer(
    { actor }: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { id } = await act(asUser(actor));
    return { placeOffer: await this.offers.offer(actor, id) };
  }
}

export const PLACE_OFFER_EDGE: ActEdge = {
  result: { placeOffer: () => PlaceOfferType },
  reader: PlaceOfferAnswer,
  extras: { currentVersion: () => Int, offerState: () => PlaceOfferStateEnum },
  types: {},
};

/** Offers of places between bodies; what is done with one are acts. */
@Resolver()
export class PlaceOfferResolver {
  constructor(
    private readonly offers: PlaceOffers,
    private readonly offering: OfferPlaces,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'PlaceOffer', read: asActor(offers.byIds) });
  }

  @Query(() => PlaceOfferConnection, {
    description:
      'Offers of places in which the caller’s bodies take part, the newest first; for the host all of the conference',
  })
  @Access.signedIn()
  placeOffers(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args() page: PageArgs,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return this.offers.list(actor, conferenceId, page);
  }

  @Mutation(() => OfferPlacesPayload.type, {
    description:
      'Offers free places of a body to another, for as long as it says: a coordinator of the body. They are held for the offer. Where the conference says so (`placeTransfers`), the host agrees before the other body hears of it',
  })
  @Access.signedIn()
  offerPlaces(
    @Args('input') { idempotencyKey, ...input }: OfferPlacesInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return OfferPlacesPayload.answer(async () => {
      const { id } = await this.offering.run(asUser(actor), idempotencyKey, input);
      return { placeOffer: await this.offers.offer(actor, id) };
    });
  }
}
