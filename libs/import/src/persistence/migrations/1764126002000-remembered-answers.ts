import { bodyDuty, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const WRITE = bodyDuty('drafts');

export class RememberedAnswers1764126002000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE import.remembered (
      conference_id uuid NOT NULL,
      body_id uuid NOT NULL REFERENCES conference.body,
      kind text NOT NULL CHECK (kind IN ('ANSWER', 'COLUMN')),
      key text NOT NULL,
      value text,
      said_by uuid NOT NULL,
      said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (body_id, kind, key)
    )`,
    ...protectTable({
      table: 'import.remembered',
      read: SCOPE.ownBody,
      write: SCOPE.ownBody,
      privileges: 'INSERT, DELETE, UPDATE (value, said_by, said_at)',
    }),
    `ALTER POLICY api_insert ON import.remembered WITH CHECK (${WRITE})`,
    `ALTER POLICY api_update ON import.remembered WITH CHECK (${WRITE})`,
    `ALTER POLICY api_delete ON import.remembered USING (${WRITE})`,
  ];

  protected readonly statementsDown = ['DROP TABLE import.remembered'];
}
