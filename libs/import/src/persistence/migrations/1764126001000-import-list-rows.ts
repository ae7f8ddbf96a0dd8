import { bodyDuty, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const WRITE = bodyDuty('drafts');

export class ImportListRows1764126001000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE import.list_row (
      list_id uuid NOT NULL REFERENCES import.list ON DELETE CASCADE,
      row integer NOT NULL,
      conference_id uuid NOT NULL,
      body_id uuid NOT NULL,
      cells jsonb NOT NULL,
      is_hidden boolean NOT NULL,
      is_filtered boolean NOT NULL,
      run integer,
      result text CHECK (result IN ('DRAFTED', 'UPDATED', 'UNDONE')),
      nomination_id uuid,
      nomination_version integer,
      before jsonb,
      refusal_code text,
      refusal text,
      PRIMARY KEY (list_id, row)
    )`,
    ...protectTable({
      table: 'import.list_row',
      read: SCOPE.ownBody,
      write: SCOPE.ownBody,
      privileges: 'INSERT, DELETE',
    }),
    `ALTER POLICY api_insert ON import.list_row WITH CHECK (${WRITE})`,
    `ALTER POLICY api_delete ON import.list_row USING (${WRITE})`,
  ];

  protected readonly statementsDown = ['DROP TABLE import.list_row'];
}
