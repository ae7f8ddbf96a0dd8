import { bodyDuty, createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** A body's own: nobody else sees a row, the host neither. Only who drafts for the body writes. */
const WRITE = bodyDuty('drafts');

export class ImportLists1764126000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('import'),
    `CREATE TABLE import.list (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      created_by uuid NOT NULL,
      file_name text,
      format text NOT NULL CHECK (format IN ('XLSX', 'ODS', 'XLS', 'CSV', 'TSV')),
      row_count integer NOT NULL,
      reading jsonb,
      said jsonb,
      state text NOT NULL DEFAULT 'LOADED' CHECK (state IN ('LOADED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'ABANDONED')),
      version integer NOT NULL DEFAULT 1,
      to_do integer NOT NULL DEFAULT 0,
      done integer NOT NULL DEFAULT 0,
      drafted integer NOT NULL DEFAULT 0,
      updated integer NOT NULL DEFAULT 0,
      refused integer NOT NULL DEFAULT 0,
      undone integer NOT NULL DEFAULT 0,
      applied_by uuid,
      applied_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    'CREATE INDEX list_of_body ON import.list (body_id, id)',
    `CREATE UNIQUE INDEX list_at_work ON import.list (body_id) WHERE state IN ('APPLYING', 'UNDOING')`,
    `COMMENT ON INDEX import.list_at_work IS 'One list of a body at a time, so that no row is made twice. A list enters and leaves it once each time it is applied.'`,
    'CREATE INDEX list_with_rows ON import.list (updated_at) WHERE reading IS NOT NULL',
    `COMMENT ON INDEX import.list_with_rows IS 'The sweep finds lists that nobody has touched for a month. A list moves in it with each change.'`,
    ...protectTable({
      table: 'import.list',
      read: SCOPE.ownBody,
      write: SCOPE.ownBody,
      privileges: `INSERT, UPDATE (file_name, format, row_count, reading, said, state, version, to_do, done, drafted, updated, refused,
        undone, applied_by, applied_at, updated_at)`,
    }),
    `ALTER POLICY api_insert ON import.list WITH CHECK (${WRITE})`,
    `ALTER POLICY api_update ON import.list WITH CHECK (${WRITE})`,
  ];

  protected readonly statementsDown = ['DROP SCHEMA import CASCADE'];
}
