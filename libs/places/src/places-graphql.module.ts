import { Module } from '@nestjs/common';
import { ExportModule } from '#libs/export';
import { resolversOf } from '#libs/platform';
import { AcceptPlaceOffer } from './acts/accept-place-offer.act.js';
import { ApprovePlaceOffer } from './acts/approve-place-offer.act.js';
import { DeclinePlaceOffer } from './acts/decline-place-offer.act.js';
import { PlaceOfferActs } from './acts/place-offer-acts.js';
import { RefusePlaceOffer } from './acts/refuse-place-offer.act.js';
import { WithdrawPlaceOffer } from './acts/withdraw-place-offer.act.js';
import { BalanceExport } from './export/balance-export.js';
import { AllotmentResolver } from './graphql/allotment.resolver.js';
import { FreedPlacesResolver } from './graphql/freed-places.resolver.js';
import { PLACE_OFFER_EDGE, PlaceOfferAnswer, PlaceOfferResolver } from './graphql/place-offer.resolver.js';
import { PlacesModule } from './places.module.js';
import { PlaceOffers } from './queries/place-offers.js';
import { PlacePreviews } from './queries/place-previews.js';
import { Places } from './queries/places.js';
import { OfferPlaces } from './use-cases/offer-places.js';

const QUERIES = [PlacePreviews, Places];

const OFFER_ACTS = [
  AcceptPlaceOffer,
  DeclinePlaceOffer,
  WithdrawPlaceOffer,
  ApprovePlaceOffer,
  RefusePlaceOffer,
] as const;
/** Made once, however often a process starts: types of GraphQL are of the process. */
const OFFER_MUTATIONS = resolversOf(OFFER_ACTS, PLACE_OFFER_EDGE);

/** What the API process adds: reading and the GraphQL fields. */
@Module({
  imports: [PlacesModule, ExportModule],
  providers: [
    ...QUERIES,
    PlaceOffers,
    OfferPlaces,
    PlaceOfferActs,
    PlaceOfferAnswer,
    PlaceOfferResolver,
    ...OFFER_ACTS,
    ...OFFER_MUTATIONS,
    AllotmentResolver,
    FreedPlacesResolver,
    BalanceExport,
  ],
  exports: QUERIES,
})
export class PlacesGraphqlModule {}
