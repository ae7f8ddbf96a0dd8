import { hostDuty, isCaller, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const TABLE = 'nominations.duplicate_merge';

/** Of two nominations of one person: what the one has taken from the other, and what it said before. The host's alone. */
export class DuplicateMerges1764151000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE ${TABLE} (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL,
      first_id uuid NOT NULL REFERENCES nominations.nomination,
      second_id uuid NOT NULL REFERENCES nominations.nomination,
      nomination_id uuid NOT NULL,
      facts text[] NOT NULL CHECK (facts <> '{}'),
      was jsonb NOT NULL,
      became jsonb NOT NULL,
      merged_by uuid NOT NULL,
      merged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      undone_by uuid,
      undone_at timestamptz,
      CHECK (first_id < second_id),
      CHECK (nomination_id IN (first_id, second_id)),
      CHECK ((undone_by IS NULL) = (undone_at IS NULL))
    )`,
    `CREATE INDEX merge_of_pair ON ${TABLE} (first_id, second_id)`,
    `CREATE INDEX merge_of_second ON ${TABLE} (second_id)`,
    `CREATE INDEX merge_that_is_kept ON ${TABLE} (merged_at) WHERE was <> '{}'`,
    `COMMENT ON INDEX nominations.merge_that_is_kept IS 'The sweep finds merges that nobody may undo any more. A merge leaves it once.'`,
    ...protectTable({
      table: TABLE,
      read: SCOPE.conferenceWide,
      write: SCOPE.conferenceWide,
      privileges: 'INSERT, UPDATE (was, became, undone_by, undone_at)',
    }),
    `ALTER POLICY api_insert ON ${TABLE} WITH CHECK (${isCaller('merged_by')} AND undone_by IS NULL AND ${hostDuty('reviews')})`,
    `ALTER POLICY api_update ON ${TABLE} WITH CHECK (${isCaller('undone_by')} AND ${hostDuty('reviews')})`,
  ];

  protected readonly statementsDown = [`DROP TABLE ${TABLE}`];
}
