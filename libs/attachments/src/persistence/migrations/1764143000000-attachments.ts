import {
  bodyDuty,
  createSchema,
  hostDuty,
  isCaller,
  protectTable,
  SCOPE,
  SchemaMigration,
} from '#libs/platform';

/** A body's files are its own until they are shown; those of no body are the host's, and shown to it from the beginning. */
const READ = `(is_shown AND ${SCOPE.conferenceWide}) OR ${SCOPE.ownBody}`;
const OF_HOST = `body_id IS NULL AND ${isCaller('added_by')} AND ${hostDuty('reviews', 'approves', 'administers')}`;
const OF_BODY = `body_id IS NOT NULL AND ${bodyDuty('drafts')}`;

export class Attachments1764143000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('attachments'),
    `CREATE TABLE attachments.attachment (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid REFERENCES conference.body,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      added_by uuid NOT NULL,
      file_name text NOT NULL,
      content_type text NOT NULL CHECK (content_type IN ('image/jpeg', 'application/pdf')),
      size integer NOT NULL CHECK (size > 0),
      sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
      is_shown boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      lost_at timestamptz,
      CHECK (is_shown OR body_id IS NOT NULL)
    )`,
    'CREATE INDEX attachment_of_subject ON attachments.attachment (subject_id, id)',
    ...protectTable({
      table: 'attachments.attachment',
      read: READ,
      write: READ,
      privileges: 'INSERT, DELETE, UPDATE (is_shown)',
    }),
    `ALTER POLICY api_insert ON attachments.attachment WITH CHECK ((${OF_HOST}) OR (${isCaller('added_by')} AND ${OF_BODY}))`,
    `ALTER POLICY api_update ON attachments.attachment WITH CHECK (${OF_BODY})`,
    `ALTER POLICY api_delete ON attachments.attachment USING ((${OF_HOST}) OR (NOT is_shown AND ${OF_BODY}))`,
  ];

  protected readonly statementsDown = ['DROP SCHEMA attachments CASCADE'];
}
