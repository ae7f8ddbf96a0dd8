import { type Transaction } from '#libs/platform';
import { type FreedPlaces } from '../domain/conference.js';

const WRITE = 'UPDATE conference.conference SET freed_places = $2 WHERE id = $1';

/**
 * Says what becomes of places that come free, with its entry in the trail. For the context that keeps the places, whose
 * act it is: what is free already may follow from it.
 */
export function writeFreedPlaces(tx: Transaction, conferenceId: string, freedPlaces: FreedPlaces): void {
  tx.write(WRITE, [conferenceId, freedPlaces]);
  tx.audit({
    conferenceId,
    action: 'freed-places.set',
    subjectType: 'conference',
    subjectId: conferenceId,
    details: { freedPlaces },
  });
}
