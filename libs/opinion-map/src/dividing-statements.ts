import { type OpinionMap } from './opinion-map.js';
import { ratioTest, Z90 } from './representative.js';

/** A statement on which two groups differ. */
export interface DividingStatement {
  readonly column: number;
  /** The group that agrees most and the one that agrees least. */
  readonly most: number;
  readonly least: number;
  /** Difference of their smoothed shares of agreement, 0 to 1. */
  readonly difference: number;
}

/** A group's say counts only where at least this part of its people voted (section 7). */
const LEAST_VOTERS = 0.05;

/**
 * Where the groups part: statements by the greatest difference in agreement between two groups that is significant at
 * 90 % (the two-proportion test of section 8), greatest first. In every group one in twenty must have voted, and excluded
 * statements are never listed. Nothing where the map has no clear groups.
 */
export function dividingStatements(map: OpinionMap): DividingStatement[] {
  const found: DividingStatement[] = [];
  for (const column of map.groups.length < 2 ? [] : listable(map)) {
    const shares = map.groups.map(({ tally }) => (tally.agree[column]! + 1) / (tally.votes[column]! + 2));
    const most = shares.indexOf(Math.max(...shares));
    const least = shares.indexOf(Math.min(...shares));
    const [high, low] = [map.groups[most]!.tally, map.groups[least]!.tally];
    const test = ratioTest(high.agree[column]!, low.agree[column]!, high.votes[column]!, low.votes[column]!);
    if (test > Z90) found.push({ column, most, least, difference: shares[most]! - shares[least]! });
  }
  return found.sort((a, b) => b.difference - a.difference || a.column - b.column);
}

function listable(map: OpinionMap): number[] {
  if (map.clarity.level === 'none') return [];
  return [...map.statements.ids.keys()].filter(
    (column) =>
      !map.statements.excluded[column] &&
      map.statements.everybody.votes[column]! > 0 &&
      map.groups.every(({ size, tally }) => tally.votes[column]! >= LEAST_VOTERS * size),
  );
}
