import { createSchema, isCaller, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** Of a body, or without one of the host: a role that ends takes the views with it. */
const PLACE = `((body_id IS NULL AND ${SCOPE.conferenceWide}) OR ${SCOPE.ownBody})`;
const READ = `(${isCaller('user_id')} OR is_shared) AND ${PLACE}`;
const WRITE = `${isCaller('user_id')} AND ${PLACE}`;

export class SavedViews1764135000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('views'),
    `CREATE TABLE views.saved_view (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid REFERENCES conference.body,
      user_id uuid NOT NULL,
      list text NOT NULL CHECK (list IN ('NOMINATIONS', 'INBOX')),
      name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
      query text NOT NULL CHECK (char_length(query) <= 2000),
      is_shared boolean NOT NULL DEFAULT false,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT inbox_of_host CHECK (list <> 'INBOX' OR body_id IS NULL)
    )`,
    'CREATE INDEX saved_view_list ON views.saved_view (conference_id, list, body_id)',
    `CREATE UNIQUE INDEX saved_view_name ON views.saved_view (user_id, conference_id, body_id, list, name) NULLS NOT DISTINCT`,
    `COMMENT ON INDEX views.saved_view_name IS 'One''s own views of a list have names of their own, and are counted. A view is seldom renamed.'`,
    ...protectTable({
      table: 'views.saved_view',
      read: READ,
      write: WRITE,
      privileges: 'INSERT, DELETE, UPDATE (name, query, is_shared, version)',
    }),
    // Whoever sees a row may lock it, and is then refused in words: who changes it is in the check alone.
    `ALTER POLICY api_update ON views.saved_view USING (${READ})`,
  ];

  protected readonly statementsDown = ['DROP SCHEMA views CASCADE'];
}
