import { agreementOf, isMostSurely, type Agreement } from './agreement.js';
import { LEAST_VOTES } from './continuous.js';
import { type OpinionMap } from './opinion-map.js';

/** What the people of one group say of a statement. */
export interface GroupAgreement extends Agreement {
  /** The group's id. */
  readonly group: number;
  readonly passes: number;
}

/** A statement in the order of how much people agree with it from one end of the map to the other. */
export interface SharedStatement {
  readonly column: number;
  /** Continuous consensus, 0 to 1. */
  readonly score: number;
  readonly groups: readonly GroupAgreement[];
  /** Whether it may be said that all groups agree: `areAllSure` of the groups with enough people. */
  readonly isOfAll: boolean;
}

/** Groups with fewer people say nothing for sure: they are named beside what all groups agree on, not among them. */
export const LEAST_GROUP = 20;
/** In each group so many must have voted, and this part of it. */
const LEAST_PART = 0.05;

/**
 * Whether all groups take a side: in each group of at least twenty people, ten people and one in twenty of it voted, and
 * the lower end of the 90 % interval of the side's share lies above one half. Smaller groups are left out; what one large
 * group says beside small ones is not said of all.
 */
export function areAllSure(
  groups: readonly { readonly size: number; readonly successes: number; readonly votes: number }[],
): boolean {
  const large = groups.filter(({ size }) => size >= LEAST_GROUP);
  return (
    large.length > 1 &&
    large.every(
      ({ size, successes, votes }) =>
        votes >= Math.max(LEAST_VOTES, Math.ceil(LEAST_PART * size)) && isMostSurely(successes, votes),
    )
  );
}

/**
 * Statements by how much people agree from one end of the map to the other, the most first: there is always a first one.
 * Those with fewer than ten votes of people on the map are left out, and excluded ones are never listed. Nothing where the
 * map has no clear groups, as then it says no more than the majority does.
 */
export function sharedStatements(map: OpinionMap): SharedStatement[] {
  const { continuous } = map.statements;
  return rankable(map)
    .map((column) => described(map, column, 'agree', continuous[column]!))
    .sort((a, b) => b.score - a.score || a.column - b.column);
}

/** Statements that all groups surely disagree with, the most first; the rules are those of `sharedStatements`. */
export function opposedStatements(map: OpinionMap): SharedStatement[] {
  const { consensusAgainst } = map.statements;
  return rankable(map)
    .map((column) => described(map, column, 'disagree', consensusAgainst[column]!))
    .filter(({ isOfAll }) => isOfAll)
    .sort((a, b) => b.score - a.score || a.column - b.column);
}

function rankable(map: OpinionMap): number[] {
  if (map.clarity.level === 'none') return [];
  return [...map.statements.ids.keys()].filter(
    (column) => !map.statements.excluded[column] && map.statements.votesOnMap[column]! >= LEAST_VOTES,
  );
}

function described(
  map: OpinionMap,
  column: number,
  side: 'agree' | 'disagree',
  score: number,
): SharedStatement {
  const counted = map.groups.map(({ size, tally }) => ({
    size,
    successes: tally[side][column]!,
    votes: tally.votes[column]!,
  }));
  return {
    column,
    score,
    groups: agreementsOn(map, column, side),
    isOfAll: areAllSure(counted),
  };
}

/** What each group says of a statement, by the groups' ids. */
export function agreementsOn(
  map: OpinionMap,
  column: number,
  side: 'agree' | 'disagree' = 'agree',
): GroupAgreement[] {
  return map.groups.map(({ id, tally }) => ({
    group: id,
    passes: tally.votes[column]! - tally.agree[column]! - tally.disagree[column]!,
    ...agreementOf(tally[side][column]!, tally.votes[column]!),
  }));
}
