import { newId, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type Outcome } from '../domain/outcome.js';
import { type ReasonCode } from '../domain/review.js';
import { type ReleasedBatch, type ReleasedDecision } from '../domain/released-batch.js';
import { BATCH } from '../persistence/review.table.js';

const NEXT_NUMBER = `SELECT coalesce(max(number), 0) + 1 AS number FROM approvals.batch WHERE conference_id = $1`;
const LOCK_CONFERENCE = `SELECT pg_advisory_xact_lock(hashtextextended('approvals.batch:' || $1::text, 0))`;
const STANDING = `SELECT id, subject_id, outcome, reason_code, reason_text, is_reason_shared, is_quota_overridden FROM approvals.decision
  WHERE subject_id = ANY ($1::uuid[]) AND released_at IS NULL AND voided_at IS NULL`;
const RELEASE = `UPDATE approvals.decision SET batch_id = $2, released_at = clock_timestamp() WHERE id = ANY ($1::uuid[])`;
const CLOSE = `UPDATE approvals.review SET closed_at = clock_timestamp(), closed_as = 'DECIDED'
  WHERE subject_id = ANY ($1::uuid[]) AND closed_at IS NULL`;

interface DecisionRow {
  [column: string]: unknown;
  id: string;
  subject_id: string;
  outcome: Outcome;
  reason_code: ReasonCode | null;
  reason_text: string | null;
  is_reason_shared: boolean;
  is_quota_overridden: boolean;
}

/**
 * Releases the standing decisions on these subjects as one numbered batch; undefined when none of them has one. The caller
 * has locked the subjects, in the order of their ids; what was withdrawn or reopened before the lock was there is left out.
 */
export async function releaseBatch(
  tx: Transaction,
  actor: UserActor,
  conferenceId: string,
  subjectIds: readonly string[],
): Promise<ReleasedBatch | undefined> {
  void tx.execute(LOCK_CONFERENCE, [conferenceId]).catch(() => undefined);
  const [standing, [next]] = await Promise.all([
    tx.query<DecisionRow>(STANDING, [subjectIds]),
    tx.query<{ number: number }>(NEXT_NUMBER, [conferenceId]),
  ]);
  if (standing.length === 0) return undefined;
  const batchId = newId();
  const number = next?.number ?? 1;
  // Sent before the decisions point to it.
  tx.insert(BATCH, { id: batchId, conferenceId, number, size: standing.length, releasedBy: actor.userId });
  tx.write(RELEASE, [standing.map(({ id }) => id), batchId], {
    rows: standing.length,
    otherwise: () => new Error('A decision vanished under the lock of its subject'),
  });
  tx.write(CLOSE, [standing.map((decision) => decision.subject_id)]);
  return { batchId, number, decisions: standing.map(toDecision) };
}

const toDecision = (row: DecisionRow): ReleasedDecision => ({
  decisionId: row.id,
  subjectId: row.subject_id,
  outcome: row.outcome,
  reasonCode: row.reason_code,
  reasonText: row.reason_text,
  isReasonShared: row.is_reason_shared,
  isQuotaOverridden: row.is_quota_overridden,
});
