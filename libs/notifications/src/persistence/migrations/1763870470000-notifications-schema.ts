import { bodyOrConference, createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** Messages are rows first, then jobs: one row a (kind, subject, subject version, recipient). */
export class NotificationsSchema1763870470000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('notifications'),
    `CREATE TABLE notifications.message (
      id uuid PRIMARY KEY,
      conference_id uuid,
      -- The body that caused the message and may follow its delivery; null for the host's own and for sign-in links.
      body_id uuid,
      kind text NOT NULL,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      subject_version integer NOT NULL,
      recipient_name text NOT NULL,
      recipient_email text NOT NULL,
      language text NOT NULL DEFAULT 'en',
      -- Values for the template's placeholders. Secrets (links) are made at sending and are in no column.
      params jsonb NOT NULL DEFAULT '{}',
      state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN
        ('QUEUED', 'SENDING', 'SENT', 'DEFERRED', 'REFUSED', 'FAILED', 'HELD', 'CANCELLED')),
      attempts integer NOT NULL DEFAULT 0,
      lease_until timestamptz,
      next_attempt_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      sent_at timestamptz,
      -- What the mail server answered, without addresses.
      last_error text
    )`,
    'CREATE UNIQUE INDEX message_once ON notifications.message (kind, subject_id, subject_version, recipient_email)',
    'CREATE INDEX message_conference ON notifications.message (conference_id, created_at, id)',
    'CREATE INDEX message_body ON notifications.message (body_id, created_at, id)',
    'CREATE INDEX message_subject ON notifications.message (subject_id)',
    `CREATE INDEX message_open ON notifications.message (coalesce(next_attempt_at, created_at)) WHERE state IN ('QUEUED', 'SENDING', 'DEFERRED')`,
    ...protectTable({
      table: 'notifications.message',
      read: bodyOrConference,
      write: `${bodyOrConference} OR ${SCOPE.signIn} OR ${SCOPE.ownUser.replace('user_id', 'subject_id')}`,
    }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA notifications CASCADE'];
}
