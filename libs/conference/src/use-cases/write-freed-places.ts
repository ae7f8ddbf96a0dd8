import { Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type FreedPlaces } from '../domain/conference.js';
import { CONFERENCE } from '../persistence/conference.table.js';

// Two administrators change it one after the other.
const LOCK = `SELECT freed_places AS "freedPlaces" FROM conference.conference WHERE id = $1 FOR NO KEY UPDATE`;

/**
 * Says what becomes of places that come free, with its entry in the trail. For the context that keeps the places, whose
 * act it is: what is free already may follow from it. Where the conference says so already, nothing is written. Refuses
 * with VERSION_CONFLICT where the conference says something else than the caller has seen.
 */
export async function writeFreedPlaces(
  tx: Transaction,
  conferenceId: string,
  { freedPlaces, expected }: { readonly freedPlaces: FreedPlaces; readonly expected: FreedPlaces | null },
): Promise<void> {
  const [found] = await tx.query<{ freedPlaces: FreedPlaces }>(LOCK, [conferenceId]);
  if (found?.freedPlaces === freedPlaces) return;
  if (expected !== null && found?.freedPlaces !== expected)
    throw new Refusal(
      'VERSION_CONFLICT',
      'Somebody has changed what becomes of places meanwhile. Read it, then save yours again or leave it.',
      ['input', 'expectedFreedPlaces'],
    );
  tx.update(CONFERENCE, conferenceId, { freedPlaces });
  tx.audit({
    conferenceId,
    action: 'freed-places.set',
    subjectType: 'conference',
    subjectId: conferenceId,
    details: { freedPlaces },
  });
}
