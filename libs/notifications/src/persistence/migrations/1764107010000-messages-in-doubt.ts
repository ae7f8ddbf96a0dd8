import { SchemaMigration } from '#libs/platform';

const ADDED = 'doubts, sent_at';

const countOf = (name: string, states: string, verb: string): string =>
  `${verb} FUNCTION notifications.${name}() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$ SELECT count(*)::integer FROM notifications.message
        WHERE state IN (${states}) AND cancel_requested_at IS NULL $$`;

/**
 * Sendings that ended without an answer are counted, so that a mail server which takes texts and drops the line gets each
 * twice at most; and a person who knows that a message has arrived can say so.
 */
export class MessagesInDoubt1764107010000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE notifications.message ADD COLUMN doubts integer NOT NULL DEFAULT 0',
    `GRANT UPDATE (${ADDED}) ON notifications.message TO plenary_api`,
    countOf('count_failed_messages', `'REFUSED', 'FAILED'`, 'CREATE OR REPLACE'),
    countOf('count_messages_in_doubt', `'HELD'`, 'CREATE'),
    'REVOKE ALL ON FUNCTION notifications.count_messages_in_doubt FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION notifications.count_messages_in_doubt TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION notifications.count_messages_in_doubt',
    countOf('count_failed_messages', `'REFUSED', 'FAILED', 'HELD'`, 'CREATE OR REPLACE'),
    `REVOKE UPDATE (${ADDED}) ON notifications.message FROM plenary_api`,
    'ALTER TABLE notifications.message DROP COLUMN doubts',
  ];
}
