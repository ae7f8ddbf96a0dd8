import { bodyOrConference, createSchema, protectTable, SchemaMigration } from '#libs/platform';

/** Messages are rows first, then jobs: one row a (kind, subject, subject version, recipient). */
export class NotificationsSchema1763870470000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('notifications'),
    `CREATE TABLE notifications.message (
      id uuid PRIMARY KEY,
      conference_id uuid,
      -- The body that caused the message and may follow its delivery; null for the host's own and for sign-in links.
      body_id uuid,
      kind text NOT NULL CHECK (kind IN ('SIGN_IN_LINK', 'NOMINATION_RETURNED', 'DECISION_NOTICE', 'PERSONAL_INVITATION',
        'INVITATION_CONFIRMED', 'INVITATION_DECLINED', 'INVITATION_CANCELLED', 'REVIEW_REMINDER', 'REVIEW_ESCALATION')),
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      subject_version integer NOT NULL,
      -- The nomination that it is about and the batch that released it, where there is one.
      nomination_id uuid,
      batch_id uuid,
      recipient_name text NOT NULL,
      recipient_email text NOT NULL,
      language text NOT NULL DEFAULT 'en',
      -- Values for the template's placeholders. Secrets (links) are made at sending and are in no column.
      params jsonb NOT NULL DEFAULT '{}',
      -- The wording that the message was written with; later wordings do not change what was sent.
      template_version integer NOT NULL DEFAULT 1,
      state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN
        ('QUEUED', 'SENDING', 'SENT', 'DEFERRED', 'REFUSED', 'FAILED', 'HELD', 'CANCELLED')),
      -- Claims that reached the mail server.
      attempts integer NOT NULL DEFAULT 0,
      -- Bad attempts in a row, of whatever kind, since the trouble began: they lengthen the wait.
      deferrals integer NOT NULL DEFAULT 0,
      trouble_since timestamptz,
      -- An attempt ended without an answer: the mail server may have the message.
      is_in_doubt boolean NOT NULL DEFAULT false,
      cancel_requested_at timestamptz,
      lease_token uuid,
      lease_until timestamptz,
      next_attempt_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      sent_at timestamptz,
      -- What the mail server answered, without addresses.
      last_error text,
      CHECK ((state = 'SENDING') = (lease_token IS NOT NULL)),
      CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
    )`,
    // Claims and marks change no indexed column but the state: room on the page keeps most rows where they are.
    'ALTER TABLE notifications.message SET (fillfactor = 85)',
    'CREATE UNIQUE INDEX message_once ON notifications.message (kind, subject_id, subject_version, recipient_email)',
    // Ids are UUIDv7: their order is the order of making, and lists end in them.
    'CREATE INDEX message_conference ON notifications.message (conference_id, id)',
    'CREATE INDEX message_body ON notifications.message (body_id, id)',
    'CREATE INDEX message_subject ON notifications.message (subject_id)',
    'CREATE INDEX message_nomination ON notifications.message (nomination_id, id) WHERE nomination_id IS NOT NULL',
    'CREATE INDEX message_batch ON notifications.message (batch_id) WHERE batch_id IS NOT NULL',
    ...protectTable({ table: 'notifications.message', read: bodyOrConference, write: bodyOrConference }),

    // For other contexts that show how a message of theirs fares: no addresses, no text.
    `CREATE VIEW notifications.delivery WITH (security_invoker = true) AS
      SELECT id, kind, subject_id, subject_version, nomination_id, batch_id, body_id, conference_id, state, sent_at
      FROM notifications.message`,
    'GRANT SELECT ON notifications.delivery TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = ['DROP SCHEMA notifications CASCADE'];
}
