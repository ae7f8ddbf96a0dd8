import { type Tally } from './tallies.js';

/** What section 10 gives every demographic statement: 7 squared. */
export const META_PRIORITY = 49;

/**
 * How much a statement deserves the next votes (section 10): more if new, agreed with, far from the middle of the
 * map, and seldom passed.
 *
 * @param extremity distance of the statement from the middle of the map (section 4a)
 */
export function priorityOf(agrees: number, passes: number, votes: number, extremity: number): number {
  const passed = (passes + 1) / (votes + 2);
  const agreed = (agrees + 1) / (votes + 2);
  const importance = (1 - passed) * (extremity + 1) * agreed;
  return (importance * (1 + 8 * 2 ** (-votes / 5))) ** 2;
}

/** The priority of a statement that nobody has voted on yet. */
export const NEW_PRIORITY = priorityOf(0, 0, 0, 0);

/** Priorities by column, from the groups' tallies taken together: only people in groups count. */
export function statementPriorities(
  grouped: Tally,
  extremity: Float64Array,
  isMeta: (column: number) => boolean,
): Float64Array {
  return extremity.map((distance, c) => {
    if (isMeta(c)) return META_PRIORITY;
    const agrees = grouped.agree[c]!;
    const votes = grouped.votes[c]!;
    return priorityOf(agrees, votes - agrees - grouped.disagree[c]!, votes, distance);
  });
}
