import { SCOPE, SchemaMigration } from '#libs/platform';

const TROUBLED = `state IN ('REFUSED', 'FAILED', 'HELD')`;

/**
 * Messages that belong to no conference (sign-in links) and did not arrive are looked after by the administrators of any.
 * The walls open for what is in trouble, or has just been sent again, and for nothing else: who signs in when is nobody's.
 */
export class MessagesOfNoConference1764028802000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE POLICY api_read_of_none ON notifications.message FOR SELECT TO plenary_api
      USING ((${TROUBLED} OR state = 'QUEUED') AND ${SCOPE.ofNoConference})`,
    `CREATE POLICY api_update_of_none ON notifications.message FOR UPDATE TO plenary_api
      USING (${TROUBLED} AND ${SCOPE.ofNoConference}) WITH CHECK (state = 'QUEUED' AND ${SCOPE.ofNoConference})`,
    `CREATE INDEX message_troubled ON notifications.message (conference_id, id) WHERE ${TROUBLED}`,
    // A number for the health page, whoever asks; the owner is bound by the walls too.
    `CREATE POLICY owner_count ON notifications.message FOR SELECT TO CURRENT_USER USING (${TROUBLED})`,
    `CREATE FUNCTION notifications.count_failed_messages() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$ SELECT count(*)::integer FROM notifications.message
        WHERE ${TROUBLED} AND cancel_requested_at IS NULL $$`,
    'REVOKE ALL ON FUNCTION notifications.count_failed_messages FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION notifications.count_failed_messages TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION notifications.count_failed_messages',
    'DROP INDEX notifications.message_troubled',
    ...['owner_count', 'api_update_of_none', 'api_read_of_none'].map(
      (policy) => `DROP POLICY ${policy} ON notifications.message`,
    ),
  ];
}
