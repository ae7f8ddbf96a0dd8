import { SchemaMigration } from '#libs/platform';

const WAITING = `SELECT id, conference_id, body_id, subject_id, stage, due_at, created_by, last_edited_by, involved_before, recommended_by,
    signed_off_by`;
const OPEN = `SELECT r.id, r.conference_id, r.body_id, r.subject_id, r.stage, r.stage_since, r.due_at, r.created_by, r.last_edited_by,
    r.recommendation, r.recommended_by, r.signed_off_by, d.id AS decision_id, d.outcome, d.decided_by, d.decided_at, r.involved_before`;

/** Both views of reviews that wait, which have the same names with other columns. */
const waiting = (verb: string, more: { readonly waiting: string; readonly open: string }): string[] => [
  `${verb} VIEW approvals.waiting_review WITH (security_invoker = true) AS ${WAITING}${more.waiting}
    FROM approvals.review WHERE closed_at IS NULL`,
  `${verb} VIEW approvals.open_review WITH (security_invoker = true) AS ${OPEN}${more.open}
    FROM approvals.review r LEFT JOIN approvals.decision d ON d.review_id = r.id AND d.voided_at IS NULL WHERE r.closed_at IS NULL`,
];

/**
 * What other contexts read of reviews and decisions, behind the caller's own policies: for a purpose each, so that the tables
 * are known here alone. Reviews that wait say of which type their subjects are.
 */
export class ViewsForReaders1764119800000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...waiting('CREATE OR REPLACE', { waiting: ', subject_type', open: ', r.subject_type' }),
    // Every passage of a subject, over or not: which is the newest, and whose hands they went through.
    `CREATE VIEW approvals.passage WITH (security_invoker = true) AS
      SELECT id, conference_id, subject_id, closed_at, recommended_by, involved_before FROM approvals.review`,
    // Decisions that stand and wait for their release. They are few.
    `CREATE VIEW approvals.waiting_decision WITH (security_invoker = true) AS
      SELECT id, conference_id, body_id, review_id, subject_id, outcome, reason_code, reason_text, is_reason_shared, is_quota_overridden
      FROM approvals.decision WHERE released_at IS NULL AND voided_at IS NULL`,
    'GRANT SELECT ON approvals.passage, approvals.waiting_decision TO plenary_api, plenary_worker',
  ];
  protected readonly statementsDown = [
    'DROP VIEW approvals.waiting_decision',
    'DROP VIEW approvals.passage',
    'DROP VIEW approvals.waiting_review',
    'DROP VIEW approvals.open_review',
    ...waiting('CREATE', { waiting: '', open: '' }),
    'GRANT SELECT ON approvals.waiting_review, approvals.open_review TO plenary_api, plenary_worker',
  ];
}
