import { mutationPayload } from '#libs/platform';
import { ConferenceType } from '#libs/conference';
import { QuotaBalanceType } from './quota-balance.type.js';

const CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'INVALID_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'VERSION_CONFLICT',
] as const;

export const AllotPlacesPayload = mutationPayload({
  name: 'AllotPlaces',
  result: { balance: { type: () => QuotaBalanceType, otherwise: null } },
  codes: [...CODES, 'QUOTA_SPENT'],
  extras: { balance: () => QuotaBalanceType },
});
export const SetFreedPlacesPayload = mutationPayload({
  name: 'SetFreedPlaces',
  result: { conference: () => ConferenceType },
  codes: CODES,
});
