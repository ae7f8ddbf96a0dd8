/** How a vote came about: on a card that the forum has served, with an import, or by a link to the statement. */
export type VoteOrigin = 'TICKET' | 'IMPORT' | 'LINK';
export type Side = 'AGREE' | 'DISAGREE' | 'PASS';

/** A row of the log. */
export interface CastVote {
  readonly side: Side;
  /** Null for a change of mind, which has the origin of what it changes. */
  readonly origin: VoteOrigin | null;
}

/** What somebody thinks of a statement now. */
export interface CurrentVote {
  readonly side: Side;
  readonly origin: VoteOrigin;
  /** Whether map and consensus count it. Whoever follows a link has been sent to that statement, and maybe others with them. */
  readonly isCounted: boolean;
}

/**
 * The current vote of one person on one statement, from the rows of the log in their order. A vote that is counted stays
 * counted when the mind changes; one that came by a link becomes a counted one when the statement is served later, never the
 * other way round.
 */
export function currentVote(log: readonly CastVote[]): CurrentVote | undefined {
  let current: CurrentVote | undefined;
  for (const { side, origin } of log) {
    const before = current?.origin ?? 'LINK';
    const now = current?.isCounted || origin === null ? before : origin;
    current = { side, origin: now, isCounted: now !== 'LINK' };
  }
  return current;
}
