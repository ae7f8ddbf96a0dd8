import { adjustedRandIndex } from './adjusted-rand-index.js';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { type Moderation, type OpinionOptions } from './options.js';
import { seededFractions } from './random.js';
import { type VoteColumns } from './votes.js';

/** Below this, pages say that groups still move. */
export const GROUPS_STAND = 0.8;

/**
 * How well the groups stand when half of the people are away: the people of the map are halved by a seeded draw, each half is mapped by
 * itself, and its groups are held against those of all (adjusted Rand index, Hubert and Arabie, 1985). The mean of both halves: 1 where
 * they are the same, 0 where they are no nearer than chance, also where a half has no groups. Null where the map has no groups. The same votes
 * and options give the same figure.
 *
 * @param map what `votes`, `moderation` and `options` give
 */
export function splitHalfStability(
  votes: VoteColumns,
  moderation: Moderation,
  options: OpinionOptions,
  map: OpinionMap,
): number | null {
  if (map.groups.length === 0) return null;
  const half = halves(map, options.seed ?? 1);
  const groupOf = groupsById(map);
  // A half is not asked whether its groups are noise: only where they are.
  const settings = { ...options, noiseCopies: 0 };
  const agreements = [0, 1].map((side) => {
    const part = mapOpinions(
      votesOf(votes, (id) => half.get(id) === side),
      moderation,
      settings,
    );
    if (part.groups.length === 0) return 0;
    const both = [...groupsById(part)].filter(([id]) => groupOf.has(id));
    return adjustedRandIndex(
      both.map(([, group]) => group),
      both.map(([id]) => groupOf.get(id)!),
    );
  });
  return (agreements[0]! + agreements[1]!) / 2;
}

/** A half, 0 or 1, for each person: those on the map are dealt out, so that each half has as many of them. */
export function halves({ people }: OpinionMap, seed: number): Map<number, number> {
  const next = seededFractions(seed);
  // Drawn in the order of their ids, so that the order of the rows does not matter.
  const rows = Array.from(people.ids.keys()).sort((a, b) => people.ids[a]! - people.ids[b]!);
  const drawn = rows.map((row) => ({ id: people.ids[row]!, isGrouped: people.group[row]! >= 0, at: next() }));
  drawn.sort((a, b) => Number(b.isGrouped) - Number(a.isGrouped) || a.at - b.at);
  return new Map(drawn.map(({ id }, i) => [id, i % 2]));
}

const groupsById = ({ people }: OpinionMap): Map<number, number> =>
  new Map(
    Array.from(people.ids, (id, row) => [id, people.group[row]!] as const).filter(([, group]) => group >= 0),
  );

function votesOf(
  { statement, participant, value, time }: VoteColumns,
  isOf: (participant: number) => boolean,
): VoteColumns {
  const kept = Int32Array.from(participant, (_, i) => i).filter((i) => isOf(participant[i]!));
  return {
    statement: kept.map((i) => statement[i]!),
    participant: kept.map((i) => participant[i]!),
    value: Int8Array.from(kept, (i) => value[i]!),
    ...(time === undefined ? {} : { time: Float64Array.from(kept, (i) => time[i]!) }),
  };
}
