import { SchemaMigration } from '#libs/platform';

const OPEN = `SELECT r.id, r.conference_id, r.body_id, r.subject_id, r.stage, r.stage_since, r.due_at, r.created_by, r.last_edited_by,
    r.recommendation, r.recommended_by, r.signed_off_by, d.id AS decision_id, d.outcome, d.decided_by, d.decided_at, r.involved_before,
    r.subject_type`;
const openReview = (verb: string, more: string): string =>
  `${verb} VIEW approvals.open_review WITH (security_invoker = true) AS ${OPEN}${more}
    FROM approvals.review r LEFT JOIN approvals.decision d ON d.review_id = r.id AND d.voided_at IS NULL WHERE r.closed_at IS NULL`;

/**
 * A review says when it last changed: the host's clock beside everybody's, which is the subject's own. It stands in the review, which
 * nobody but the host's side may read, so that a recommendation or a decision moves no time that a body sees. Reviews of before
 * count as unchanged since their subject.
 */
export class WhenReviewsChanged1764119950000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE approvals.review ADD COLUMN changed_at timestamptz NOT NULL DEFAULT '-infinity'`,
    'ALTER TABLE approvals.review ALTER COLUMN changed_at SET DEFAULT clock_timestamp()',
    `CREATE FUNCTION approvals.note_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        NEW.changed_at := clock_timestamp();
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER note_change BEFORE UPDATE ON approvals.review FOR EACH ROW EXECUTE FUNCTION approvals.note_change()`,
    'CREATE INDEX review_changed ON approvals.review (conference_id, changed_at) INCLUDE (subject_id) WHERE closed_at IS NULL',
    `COMMENT ON INDEX approvals.review_changed IS 'What the host has changed of late among many open reviews, for lists filtered by the time of the last change.'`,
    openReview('CREATE OR REPLACE', ', r.changed_at'),
  ];
  protected readonly statementsDown = [
    'DROP VIEW approvals.open_review',
    openReview('CREATE', ''),
    'GRANT SELECT ON approvals.open_review TO plenary_api, plenary_worker',
    'DROP INDEX approvals.review_changed',
    'DROP TRIGGER note_change ON approvals.review',
    'DROP FUNCTION approvals.note_change',
    'ALTER TABLE approvals.review DROP COLUMN changed_at',
  ];
}
