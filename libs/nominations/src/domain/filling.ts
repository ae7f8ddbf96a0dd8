import { type OfferedPlaces, type Reserve } from '#libs/places';

/** What follows from the places that a release frees. */
export interface Filling {
  /** Who moves up in the same release, where the conference invites the next at once. */
  readonly promotions: readonly Reserve[];
  /** What the host is told of, where it invites by hand. */
  readonly told: readonly OfferedPlaces[];
}

/** The same under locks. */
export interface LockedFilling extends Filling {
  /** Who came first in line too late to be locked; whoever named a preview has not read of them. */
  readonly left: readonly Reserve[];
}
