/** The door of places: quotas and their ledger, what comes free, and who is next for it. */
export { type Place } from './domain/place.js';
export { type Reserve } from './domain/reserve.js';
export { FreePlacesType, PlacePreviewType, shownPreview } from './graphql/freed-places.resolver.js';
export { QuotaBalanceType } from './graphql/quota-balance.type.js';
export { type HostNotice, HostNotices } from './notices/host-notices.js';
export {
  FROM_RESERVE_LIST,
  lockQuotas,
  moveQuota,
  moveQuotas,
  type PlaceMove,
  placesUsedBy,
  quotaDelta,
  type QuotaMove,
  sumByPlace,
} from './persistence/quota-ledger.js';
export { type PlacesToFill, type PlaceSubject, PlaceSubjects } from './place-subjects.js';
export { fillPlaces, promiseToFill } from './places.jobs.js';
export { PlacesGraphqlModule } from './places-graphql.module.js';
export { PlacesJobsModule } from './places-jobs.module.js';
export { PlacesModule } from './places.module.js';
export { type Ask } from './persistence/ask.js';
export { type PlacePreview, PlacePreviews } from './queries/place-previews.js';
export { Places } from './queries/places.js';
export { placeKey, QuotaBalances, type QuotaBalanceView } from './queries/quota-balances.js';
export { modeOf, type OfferedPlaces, ReserveLine } from './queries/reserve-line.js';
export { AllotPlaces } from './use-cases/allot-places.js';
export { allotFirstPlaces } from './use-cases/first-allotment.js';
export { PassPlaceOn } from './use-cases/pass-place-on.js';
export { QuotaRefusals } from './use-cases/quota-refusals.js';
export { type QuotaVerdict, type SubjectStanding } from './verifying/quota-verdict.js';
export { type StandingsOf, verifyQuotas } from './verifying/verify-quotas.js';
