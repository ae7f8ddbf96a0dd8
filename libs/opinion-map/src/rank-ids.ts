/** The distinct ids met, in ascending order, and each one's place among them. */
export interface RankedIds {
  readonly ids: Int32Array;
  /** Place of an id, or -1 for one that is beyond the cap. Only for ids that were ranked. */
  rankOf(id: number): number;
}

/** Above this many unused table places per vote, ids are ranked by sorting instead of by a table. */
const SPARE_PLACES_PER_VOTE = 8;

/** Ranks the ids at the given positions; linear where ids are dense, by sorting where they are scattered. */
export function rankIds(of: ArrayLike<number>, positions: Int32Array, cap = Infinity): RankedIds {
  let largest = -1;
  for (let p = 0; p < positions.length; p++) {
    const id = of[positions[p]!]!;
    if (id > largest) largest = id;
  }
  return largest < 65_536 + SPARE_PLACES_PER_VOTE * positions.length
    ? rankByTable(of, positions, largest, cap)
    : rankBySorting(of, positions, cap);
}

function rankByTable(of: ArrayLike<number>, positions: Int32Array, largest: number, cap: number): RankedIds {
  const rank = new Int32Array(largest + 1).fill(-1);
  for (let p = 0; p < positions.length; p++) rank[of[positions[p]!]!] = 0;
  let met = 0;
  for (let id = 0; id <= largest; id++) {
    if (rank[id] === 0) rank[id] = met < cap ? met++ : -1;
  }
  const ids = new Int32Array(met);
  for (let id = 0; id <= largest; id++) if (rank[id]! >= 0) ids[rank[id]!] = id;
  return { ids, rankOf: (id) => rank[id]! };
}

function rankBySorting(of: ArrayLike<number>, positions: Int32Array, cap: number): RankedIds {
  const all = Int32Array.from(positions, (p) => of[p]!).sort();
  const distinct = all.filter((id, i) => i === 0 || id !== all[i - 1]);
  const ids = distinct.slice(0, Math.min(cap, distinct.length));
  const rank = new Map<number, number>();
  ids.forEach((id, place) => rank.set(id, place));
  return { ids, rankOf: (id) => rank.get(id) ?? -1 };
}
