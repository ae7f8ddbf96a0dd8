import { SchemaMigration } from '#libs/platform';

/** What the reserve list and returned nominations need: which free places were given back, and until when a body answers. */
export class PlacesGivenBack1763870650000 extends SchemaMigration {
  protected readonly statementsUp = [
    // Free places that somebody gave back and nobody has taken yet. They go to the best-ranked reserves; the rest of the
    // free places are the body's to nominate for.
    `ALTER TABLE nominations.quota ADD COLUMN on_offer integer NOT NULL DEFAULT 0
      CONSTRAINT quota_on_offer CHECK (on_offer >= 0)`,
    'ALTER TABLE nominations.nomination ADD COLUMN answer_due_at timestamptz',
    `CREATE INDEX nomination_reserve ON nominations.nomination
      (body_id, constituency_id, coalesce(rank, 2147483647), submitted_at, id) WHERE state = 'RESERVED'`,
  ];

  protected readonly statementsDown = [
    'DROP INDEX nominations.nomination_reserve',
    'ALTER TABLE nominations.nomination DROP COLUMN answer_due_at',
    'ALTER TABLE nominations.quota DROP COLUMN on_offer',
  ];
}
