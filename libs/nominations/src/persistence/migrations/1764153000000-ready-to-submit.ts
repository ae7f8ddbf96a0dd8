import { SchemaMigration } from '#libs/platform';

/** A body says that a draft, or what was returned, is ready to be submitted; its coordinators are told once. */
export class ReadyToSubmit1764153000000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE nominations.nomination ADD COLUMN ready_at timestamptz, ADD COLUMN ready_told_at timestamptz',
    'GRANT UPDATE (ready_at, ready_told_at) ON nominations.nomination TO plenary_api',
    'CREATE INDEX nomination_ready ON nominations.nomination (body_id, id) WHERE ready_at IS NOT NULL',
    `COMMENT ON INDEX nominations.nomination_ready IS 'Changes with ready_at: what is ready is a short list, of which the worker tells and which the lists filter by'`,
  ];
  protected readonly statementsDown = [
    'DROP INDEX nominations.nomination_ready',
    'ALTER TABLE nominations.nomination DROP COLUMN ready_at, DROP COLUMN ready_told_at',
  ];
}
