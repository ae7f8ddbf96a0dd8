import { SchemaMigration } from '#libs/platform';

/**
 * Open reviews without the decisions that stand on them, behind the caller's own policies: for whoever counts, and would look
 * up a decision for each. A body has one conference.
 */
export class WaitingReviews1764118705000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE VIEW approvals.waiting_review WITH (security_invoker = true) AS
      SELECT id, conference_id, body_id, subject_id, stage, due_at, created_by, last_edited_by, involved_before, recommended_by, signed_off_by
      FROM approvals.review WHERE closed_at IS NULL`,
    'GRANT SELECT ON approvals.waiting_review TO plenary_api, plenary_worker',
    'CREATE STATISTICS approvals.review_of_conference (dependencies) ON body_id, conference_id FROM approvals.review',
  ];
  protected readonly statementsDown = [
    'DROP STATISTICS approvals.review_of_conference',
    'DROP VIEW approvals.waiting_review',
  ];
}
