import { type Outcome } from './outcome.js';
import { type ReasonCode } from './review.js';

/** The most decisions that one batch releases. */
export const MOST_IN_BATCH = 1_000;

export interface ReleasedDecision {
  readonly decisionId: string;
  readonly subjectId: string;
  readonly outcome: Outcome;
  readonly reasonCode: ReasonCode | null;
  readonly reasonText: string | null;
  readonly isReasonShared: boolean;
  readonly isQuotaOverridden: boolean;
}

export interface ReleasedBatch {
  readonly batchId: string;
  readonly number: number;
  readonly decisions: readonly ReleasedDecision[];
}
