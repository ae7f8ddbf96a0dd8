import { Module } from '@nestjs/common';
import { FillPlacesJob } from './jobs/fill-places.job.js';
import { FormerOfferPlace, FormerSettlePlace } from './jobs/former-places.job.js';
import { ExpirePlaceOffer, TellOfPlaceOffer } from './jobs/place-offer.job.js';
import { CorrectNoticesWhenInvitationConfirmed } from './listeners/correct-notices-when-invitation-confirmed.listener.js';
import { ReleasePlaceWhenInvitationDeclined } from './listeners/release-place-when-invitation-declined.listener.js';
import { ReleasePlaceWhenInvitationLapsed } from './listeners/release-place-when-invitation-lapsed.listener.js';
import { PlaceOfferNotices } from './notices/place-offer-notices.js';
import { PlacesModule } from './places.module.js';
import { InvitedSubject } from './queries/invited-subject.js';
import { FillPlaces } from './use-cases/fill-places.js';
import { PassPlaceOn } from './use-cases/pass-place-on.js';
import { ReleasePlace } from './use-cases/release-place.js';

const LISTENERS = [
  CorrectNoticesWhenInvitationConfirmed,
  ReleasePlaceWhenInvitationDeclined,
  ReleasePlaceWhenInvitationLapsed,
];
const HANDLERS = [
  FillPlacesJob,
  FormerOfferPlace,
  FormerSettlePlace,
  TellOfPlaceOffer,
  ExpirePlaceOffer,
  ...LISTENERS,
];

/** What the worker adds. */
@Module({
  imports: [PlacesModule],
  providers: [...HANDLERS, FillPlaces, PassPlaceOn, ReleasePlace, InvitedSubject, PlaceOfferNotices],
  exports: [...HANDLERS, PassPlaceOn],
})
export class PlacesJobsModule {}
