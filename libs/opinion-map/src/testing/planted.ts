import { seededFractions } from '../random.js';
import { type VoteColumns } from '../votes.js';

/** What to plant. */
export interface Planting {
  readonly people: number;
  readonly statements: number;
  /** Votes per person on average; how many each casts varies, most cast few. */
  readonly votesPerPerson: number;
  readonly groups: number;
  /** Chance that a vote follows the group's view, where it has one, instead of being drawn at random, 0 to 1. */
  readonly agreement: number;
  readonly seed: number;
}

export interface PlantedVotes {
  readonly votes: VoteColumns & { readonly value: Int8Array };
  /** Group of each participant. */
  readonly group: Int32Array;
}

/**
 * Made-up votes in which groups are planted. Groups stand around a circle and every statement points in a direction: a
 * group agrees the more, the nearer the statement points to it, and disagrees on the other side. So up to five groups
 * differ in a plane, which is all that a map has. `agreement: 0` is noise alone: everybody votes independently.
 */
export function plantVotes(planting: Planting): PlantedVotes {
  const fraction = seededFractions(planting.seed);
  const directions = Float64Array.from({ length: planting.statements }, () => 2 * Math.PI * fraction());
  const views = Array.from({ length: planting.groups }, (_, g) =>
    directions.map((direction) => Math.cos(direction - (2 * Math.PI * g) / planting.groups)),
  );
  const leaning = Float64Array.from({ length: planting.statements }, () => 0.2 + 0.6 * fraction());
  const group = Int32Array.from({ length: planting.people }, () => Math.floor(fraction() * planting.groups));
  const counts = Int32Array.from({ length: planting.people }, () => {
    const wanted = Math.round(planting.votesPerPerson * (0.25 - Math.log(1 - fraction()) * 0.75));
    return Math.min(planting.statements, Math.max(1, wanted));
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const statement = new Int32Array(total);
  const participant = new Int32Array(total);
  const value = new Int8Array(total);
  const time = new Float64Array(total);
  const deck = Int32Array.from({ length: planting.statements }, (_, i) => i);
  for (let person = 0, at = 0; person < planting.people; person++) {
    for (let i = 0; i < counts[person]!; i++, at++) {
      const other = i + Math.floor(fraction() * (deck.length - i));
      const drawn = deck[other]!;
      deck[other] = deck[i]!;
      deck[i] = drawn;
      statement[at] = drawn;
      participant[at] = person;
      time[at] = at;
      value[at] = castVote(fraction, planting.agreement, views[group[person]!]![drawn]!, leaning[drawn]!);
    }
  }
  return { votes: { statement, participant, value, time }, group };
}

function castVote(fraction: () => number, agreement: number, view: number, leaning: number): number {
  if (fraction() < agreement * Math.sqrt(Math.abs(view))) return Math.sign(view);
  if (fraction() < 0.15) return 0;
  return fraction() < leaning ? 1 : -1;
}
