import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';

const INSERT_QUOTA = `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted) VALUES ($1, $2, $3, $4, $5)`;
const INSERT_ALLOCATION = `INSERT INTO nominations.quota_entry
  (id, conference_id, body_id, quota_id, kind, held_delta, consumed_delta, allotted_delta, reason)
  VALUES ($1, $2, $3, $4, 'ALLOCATE', 0, 0, $5, $6)`;

/** The places that a body begins with, in a conference that is just being written. Later ones are allotted by `allotPlaces`. */
export function allotFirstPlaces(
  tx: Transaction,
  place: { readonly conferenceId: string; readonly bodyId: string; readonly constituencyId: string },
  places: number,
  reason: string,
): void {
  const quotaId = newId();
  tx.write(INSERT_QUOTA, [quotaId, place.conferenceId, place.bodyId, place.constituencyId, places]);
  tx.write(INSERT_ALLOCATION, [newId(), place.conferenceId, place.bodyId, quotaId, places, reason]);
}
