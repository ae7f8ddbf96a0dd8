import { SchemaMigration } from '#libs/platform';

/** A nomination by the key that the body's own system has for it: one nomination a key, in one body. */
export class ReferencesOfBodies1764119940000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE nominations.nomination ADD COLUMN external_reference text',
    'GRANT UPDATE (external_reference) ON nominations.nomination TO plenary_api',
    `CREATE UNIQUE INDEX nomination_external_reference ON nominations.nomination (body_id, external_reference)
      WHERE external_reference IS NOT NULL`,
    `COMMENT ON INDEX nominations.nomination_external_reference IS 'An external reference names one nomination of a body. It is set while drafting and seldom changes.'`,
  ];
  protected readonly statementsDown = ['ALTER TABLE nominations.nomination DROP COLUMN external_reference'];
}
