import { type Transaction } from '#libs/platform';
import { approvalPlan } from '../domain/approval-plan.js';
import { type Review } from '../domain/review.js';
import { type StandingSignOff } from '../domain/sign-offs.js';

/** Stage, its due time (null: as before), the recommendation that stands (null: as before), and who was heard. */
export const MOVE_STAGE = `UPDATE approvals.review SET
    stage_since = CASE WHEN stage = $2 THEN stage_since ELSE clock_timestamp() END,
    stage_round = CASE WHEN stage = $2 THEN stage_round ELSE stage_round + 1 END,
    stage = $2,
    due_at = coalesce($3, due_at),
    recommendation = coalesce($4, recommendation),
    recommended_by = $5::uuid[],
    signed_off_by = $6::uuid[]
  WHERE id = $1`;

export const VOID_SIGN_OFFS = `WITH decision AS (
    UPDATE approvals.decision SET voided_at = clock_timestamp() WHERE review_id = $1 AND voided_at IS NULL AND released_at IS NULL
  ), steps AS (
    UPDATE approvals.step SET voided_at = clock_timestamp() WHERE review_id = $1 AND kind = 'SIGN_OFF' AND voided_at IS NULL
  )
  UPDATE approvals.review SET stage = 'SIGN_OFF', stage_round = stage_round + 1, stage_since = clock_timestamp(), due_at = $2, signed_off_by = '{}' WHERE id = $1`;

/**
 * A partner may close a review that it cannot read, so this runs as a function of the owner's (see the migration), which
 * checks the caller's scope itself.
 */
export const CLOSE_REVIEW = `SELECT approvals.close_review($1, $2)`;

/** So does this one: an edit by the caller, who may be a partner, on the newest passage of a subject. */
export const RECORD_EDIT = `SELECT approvals.record_edit($1)`;

const LOAD = `SELECT id, conference_id, body_id, subject_type, subject_id, plan, stage, stage_round, created_by, last_edited_by, recommended_by, involved_before
  FROM approvals.review WHERE subject_id = $1 AND closed_at IS NULL FOR UPDATE`;

/** A statement of its own, because it has to look after the lock is there and not before. */
const SIGN_OFFS = `SELECT s.id AS "stepId", s.kind, s.outcome, s.by_user AS "byId", s.on_behalf_of AS "onBehalfOfId",
    s.is_reason_shared AS "isReasonShared", s.is_quota_overridden AS "isQuotaOverridden"
  FROM approvals.review r JOIN approvals.step s ON s.review_id = r.id
  WHERE r.subject_id = $1 AND r.closed_at IS NULL AND s.kind IN ('RECOMMEND', 'SIGN_OFF') AND s.voided_at IS NULL ORDER BY s.id`;

interface ReviewRow {
  [column: string]: unknown;
  id: string;
  conference_id: string;
  body_id: string;
  subject_type: string;
  subject_id: string;
  plan: unknown;
  stage: Review['stage'];
  stage_round: number;
  created_by: string | null;
  last_edited_by: string | null;
  recommended_by: string[];
  involved_before: string[];
}

export async function loadOpenReview(tx: Transaction, subjectId: string): Promise<Review | undefined> {
  const [[row], signOffs] = await Promise.all([
    tx.query<ReviewRow>(LOAD, [subjectId]),
    tx.query<StandingSignOff & Record<string, unknown>>(SIGN_OFFS, [subjectId]),
  ]);
  if (row === undefined) return undefined;
  return {
    id: row.id,
    conferenceId: row.conference_id,
    bodyId: row.body_id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    plan: approvalPlan.parse(row.plan),
    stage: row.stage,
    round: row.stage_round,
    createdBy: row.created_by,
    lastEditedBy: row.last_edited_by,
    recommendedBy: row.recommended_by,
    involvedBefore: row.involved_before,
    signOffs,
  };
}
