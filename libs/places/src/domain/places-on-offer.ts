/** A quota as far as its offer goes: places that are on offer, and places that nobody holds or uses. */
export interface OfferedQuota {
  readonly onOffer: number;
  readonly free: number;
}

/** What an act does to a quota. */
export interface QuotaMove {
  readonly held: number;
  readonly consumed: number;
  readonly overridden: number;
  readonly onOffer: number;
}

/**
 * How many places are on offer after an act, of those that are free then. The statement that writes an act counts in the same
 * way (`onOffer` in `persistence/quota.statements.ts`, which says why); this is for whoever only asks what would be.
 */
export function onOfferAfter({ onOffer, free }: OfferedQuota, move: QuotaMove): number {
  const borrowed = Math.max(onOffer - free, 0);
  const ofHolds = move.held < 0 ? Math.max(move.consumed - move.overridden + move.onOffer, 0) : 0;
  const offered = onOffer + move.onOffer - Math.min(borrowed, ofHolds);
  return Math.max(Math.min(offered, free + move.overridden - move.held - move.consumed), 0);
}
