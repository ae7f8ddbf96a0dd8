import { SchemaMigration } from '#libs/platform';

/** The inbox of one stage or of one body is read from an index of its own, of open reviews alone. */
export class InboxByStageAndBody1764113003000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE INDEX review_stage ON approvals.review (conference_id, stage, due_at, id) WHERE closed_at IS NULL',
    'CREATE INDEX review_body ON approvals.review (conference_id, body_id, due_at, id) WHERE closed_at IS NULL',
  ];
  protected readonly statementsDown = [
    'DROP INDEX approvals.review_body',
    'DROP INDEX approvals.review_stage',
  ];
}
