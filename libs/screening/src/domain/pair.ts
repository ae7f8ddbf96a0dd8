import { type PairChange, type Verdict } from './judgement.js';

/** What the host has said of a pair. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly byId: string;
  readonly at: Date;
  /** What has become another since; empty: it stands. */
  readonly changes: readonly PairChange[];
}

/** A judgement as statements answer it: null where nobody has judged. */
export interface JudgedRow {
  readonly verdict: Verdict | null;
  readonly note: string | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
  readonly changes: readonly PairChange[] | null;
}

export const judgementOf = ({ verdict, note, judgedBy, judgedAt, changes }: JudgedRow): Judgement | null =>
  verdict === null || judgedBy === null || judgedAt === null
    ? null
    : { verdict, note, byId: judgedBy, at: judgedAt, changes: changes ?? [] };
