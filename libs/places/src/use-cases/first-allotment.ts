import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { QUOTA, QUOTA_ENTRY } from '../persistence/quota.table.js';

/** The places that a body begins with, in a conference that is just being written. Later ones are allotted by `allotPlaces`. */
export function allotFirstPlaces(
  tx: Transaction,
  place: { readonly conferenceId: string; readonly bodyId: string; readonly constituencyId: string },
  places: number,
  reason: string,
): void {
  const quotaId = newId();
  tx.insert(QUOTA, { ...place, id: quotaId, allotted: places });
  tx.insert(QUOTA_ENTRY, {
    id: newId(),
    conferenceId: place.conferenceId,
    bodyId: place.bodyId,
    quotaId,
    kind: 'ALLOCATE',
    heldDelta: 0,
    consumedDelta: 0,
    allottedDelta: places,
    reason,
  });
}
