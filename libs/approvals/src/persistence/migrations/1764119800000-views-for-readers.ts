import { SchemaMigration } from '#libs/platform';

/**
 * What other contexts read of reviews and decisions, behind the caller's own policies: for a purpose each, so that the tables
 * are known here alone. Reviews that wait are in `waiting_review` and `open_review`.
 */
export class ViewsForReaders1764119800000 extends SchemaMigration {
  protected readonly statementsUp = [
    // Every passage of a subject, over or not: which is the newest, and whose hands they went through.
    `CREATE VIEW approvals.passage WITH (security_invoker = true) AS
      SELECT id, conference_id, subject_id, closed_at, recommended_by, involved_before FROM approvals.review`,
    // Decisions that stand and wait for their release. They are few.
    `CREATE VIEW approvals.waiting_decision WITH (security_invoker = true) AS
      SELECT id, conference_id, body_id, review_id, subject_id, outcome, reason_code, reason_text, is_reason_shared, is_quota_overridden
      FROM approvals.decision WHERE released_at IS NULL AND voided_at IS NULL`,
    'GRANT SELECT ON approvals.passage, approvals.waiting_decision TO plenary_api, plenary_worker',
  ];
  protected readonly statementsDown = ['DROP VIEW approvals.waiting_decision', 'DROP VIEW approvals.passage'];
}
