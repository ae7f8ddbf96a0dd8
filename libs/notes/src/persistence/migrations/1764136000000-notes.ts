import {
  bodyDuty,
  createSchema,
  hostDuty,
  isCaller,
  protectTable,
  SCOPE,
  SchemaMigration,
} from '#libs/platform';

/** The notes of a body are its own; those of no body are the host's. Nobody sees another's, the host a body's neither. */
const READ = `(body_id IS NULL AND ${SCOPE.conferenceWide}) OR ${SCOPE.ownBody}`;
/** Whoever sees a note may lock it, and is then refused in words: role and author are in the check alone, but for deleting. */
const WRITE = `${isCaller('author_id')} AND ((body_id IS NULL AND ${hostDuty('reviews', 'approves', 'administers')})
  OR (body_id IS NOT NULL AND ${bodyDuty('drafts')}))`;

export class Notes1764136000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('notes'),
    `CREATE TABLE notes.note (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid REFERENCES conference.body,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      author_id uuid NOT NULL,
      text text NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      changed_at timestamptz
    )`,
    'CREATE INDEX note_of_subject ON notes.note (subject_id, id)',
    ...protectTable({
      table: 'notes.note',
      read: READ,
      write: READ,
      privileges: 'INSERT, DELETE, UPDATE (text, version, changed_at)',
    }),
    `ALTER POLICY api_insert ON notes.note WITH CHECK (${WRITE})`,
    `ALTER POLICY api_update ON notes.note WITH CHECK (${WRITE})`,
    `ALTER POLICY api_delete ON notes.note USING (${WRITE})`,
  ];

  protected readonly statementsDown = ['DROP SCHEMA notes CASCADE'];
}
