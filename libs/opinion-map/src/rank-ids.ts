/** The distinct ids met, in ascending order, and for each position the place of its id among them. */
export interface RankedIds {
  readonly ids: Int32Array;
  /** One per position asked for; -1 where the id is beyond the cap. */
  readonly rank: Int32Array;
}

/** Above this many unused table places per vote, ids are ranked by sorting instead of by a table. */
const SPARE_PLACES_PER_VOTE = 8;

/** Ranks ids; linear where they are dense, by sorting where they are scattered. */
export function rankIds(of: Int32Array, cap = Infinity): RankedIds {
  let largest = -1;
  for (let i = 0; i < of.length; i++) if (of[i]! > largest) largest = of[i]!;
  const isDense = largest < 65_536 + SPARE_PLACES_PER_VOTE * of.length;
  return isDense ? rankByTable(of, largest, cap) : rankBySorting(of, cap);
}

function rankByTable(of: Int32Array, largest: number, cap: number): RankedIds {
  const place = new Int32Array(largest + 1).fill(-1);
  for (let i = 0; i < of.length; i++) place[of[i]!] = 0;
  const ids: number[] = [];
  for (let id = 0; id <= largest; id++) {
    if (place[id] === -1) continue;
    place[id] = ids.length < cap ? ids.push(id) - 1 : -1;
  }
  const rank = new Int32Array(of.length);
  for (let i = 0; i < of.length; i++) rank[i] = place[of[i]!]!;
  return { ids: Int32Array.from(ids), rank };
}

function rankBySorting(of: Int32Array, cap: number): RankedIds {
  const all = of.slice().sort();
  const distinct = all.filter((id, i) => i === 0 || id !== all[i - 1]);
  const ids = distinct.slice(0, Math.min(cap, distinct.length));
  const place = new Map<number, number>();
  ids.forEach((id, i) => place.set(id, i));
  return { ids, rank: of.map((id) => place.get(id) ?? -1) };
}
