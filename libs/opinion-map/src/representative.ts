import { sumTallies, type Tally } from './tallies.js';

/** A statement that tells a group from the others (section 8), with the side that the group takes. */
export interface RepresentativeStatement {
  readonly column: number;
  readonly side: 'agree' | 'disagree';
  /** Members of the group who took that side, and who voted at all. */
  readonly successes: number;
  readonly trials: number;
  /** Members who agreed, whichever side the statement is listed for. */
  readonly agrees: number;
  /** Smoothed share of that side among the group's votes. */
  readonly share: number;
  /** z of that share against one half. */
  readonly shareTest: number;
  /** How many times likelier that side is inside the group than outside. */
  readonly ratio: number;
  /** z of that difference. */
  readonly ratioTest: number;
  /** The agreed statement that stands for the group best. */
  readonly isBestAgree: boolean;
}

/** One-sided 90 % (section 8). */
export const Z90 = 1.2816;
const MOST_LISTED = 5;
/** A statement stands for a group only where so many of it voted on it, and this part of them. */
const LEAST_VOTERS = 5;
const LEAST_PART = 0.1;

/** z of a share against one half, one added to successes and to trials (section 8, "p-test"). */
export function shareTest(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5);
}

/** Two-proportion z, one added to successes and to trials of both (section 8, "repness-test"). */
export function ratioTest(inside: number, outside: number, insideOf: number, outsideOf: number): number {
  const pooled = (inside + outside + 2) / (insideOf + outsideOf + 2);
  if (pooled === 1) return 0;
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / (insideOf + 1) + 1 / (outsideOf + 1)));
  return ((inside + 1) / (insideOf + 1) - (outside + 1) / (outsideOf + 1)) / spread;
}

interface Side {
  readonly successes: number;
  readonly share: number;
  readonly shareTest: number;
  readonly ratio: number;
  readonly ratioTest: number;
}

interface Candidate {
  readonly column: number;
  readonly trials: number;
  readonly agree: Side;
  readonly disagree: Side;
}

/** Ours: how many of a group of that size must have voted on a statement that stands for it. What one of one said stands for nobody. */
export function leastVotersOf(size: number): number {
  return Math.max(LEAST_VOTERS, Math.ceil(LEAST_PART * size));
}

/**
 * The representative statements of every group, at most five each, agreed ones first (section 8).
 *
 * @param leastVoters of each group, `leastVotersOf` its size; the method itself knows no such thing
 */
export function representativeStatements(
  groups: readonly Tally[],
  excluded: Uint8Array,
  leastVoters: readonly number[] = groups.map(() => 0),
): RepresentativeStatement[][] {
  const all = sumTallies(groups, excluded.length);
  return groups.map((group, number) => {
    const candidates: Candidate[] = [];
    for (let column = 0; column < excluded.length; column++) {
      const isListable = !excluded[column] && group.votes[column]! >= leastVoters[number]!;
      if (isListable) candidates.push(candidate(group, all, column));
    }
    return select(candidates);
  });
}

function candidate(group: Tally, all: Tally, column: number): Candidate {
  const trials = group.votes[column]!;
  const others = all.votes[column]! - trials;
  const side = (counts: 'agree' | 'disagree'): Side => {
    const successes = group[counts][column]!;
    const outside = all[counts][column]! - successes;
    const share = (successes + 1) / (trials + 2);
    return {
      successes,
      share,
      shareTest: shareTest(successes, trials),
      ratio: share / ((outside + 1) / (others + 2)),
      ratioTest: ratioTest(successes, outside, trials, others),
    };
  };
  return { column, trials, agree: side('agree'), disagree: side('disagree') };
}

function select(candidates: readonly Candidate[]): RepresentativeStatement[] {
  const bestAgree = findBestAgree(candidates);
  const sufficient = candidates.filter((c) => isSignificant(c.agree) || isSignificant(c.disagree));
  if (sufficient.length === 0) {
    if (bestAgree) return [listed(bestAgree, true)];
    const fallback = findStrongest(candidates);
    return fallback ? [listed(fallback, false)] : [];
  }
  const others = sufficient
    .filter((c) => c !== bestAgree)
    .map((c) => listed(c, false))
    .sort((a, b) => weight(b) - weight(a));
  const chosen = (bestAgree ? [listed(bestAgree, true), ...others] : others).slice(0, MOST_LISTED);
  return [...chosen.filter((s) => s.side === 'agree'), ...chosen.filter((s) => s.side === 'disagree')];
}

function isSignificant(side: Side): boolean {
  return side.ratioTest > Z90 && side.shareTest > Z90;
}

function weight(s: RepresentativeStatement): number {
  return s.ratio * s.ratioTest * s.share * s.shareTest;
}

/** Step 3 of the selection: a running best, in column order. */
function findBestAgree(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const next of candidates) {
    if (next.agree.successes === 0 && next.disagree.successes === 0) continue;
    if (!best) {
      if (next.agree.shareTest > Z90 || (next.agree.ratio > 1 && next.agree.share > 0.5)) best = next;
    } else if (best.agree.ratio > 1) {
      const strength = ({ agree: a }: Candidate) => a.ratio * a.ratioTest * a.share * a.shareTest;
      if (strength(next) > strength(best)) best = next;
    } else if (next.agree.share * next.agree.shareTest > best.agree.share * best.agree.shareTest) {
      best = next;
    }
  }
  return best;
}

/**
 * Step 4: where nothing is significant, the statement that differs most. Ours: only one that some of the group took a
 * side on, more than outside; else nothing tells the group from the others, and the list is empty.
 */
function findStrongest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  let most = 0;
  for (const next of candidates) {
    const strength = next[sideOf(next)].successes > 0 ? next[sideOf(next)].ratioTest : 0;
    if (strength > most) {
      best = next;
      most = strength;
    }
  }
  return best;
}

/**
 * Step 1. Ours: a side that nobody in the group took is never listed, though by the figures it may be the likelier one
 * where hardly anybody outside took it either.
 */
function sideOf({ agree, disagree }: Candidate): 'agree' | 'disagree' {
  if (agree.successes === 0 || disagree.successes === 0) return agree.successes > 0 ? 'agree' : 'disagree';
  return agree.ratioTest > disagree.ratioTest ? 'agree' : 'disagree';
}

/** What agrees best is listed for its agreement, though against the others the group's disagreement may stand out more. */
function listed(c: Candidate, isBestAgree: boolean): RepresentativeStatement {
  const side = isBestAgree ? 'agree' : sideOf(c);
  return { column: c.column, trials: c.trials, agrees: c.agree.successes, side, isBestAgree, ...c[side] };
}
