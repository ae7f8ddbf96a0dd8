import { SCOPE } from '../protect-table.js';
import { SchemaMigration } from '../schema-migration.js';

/** Work that belongs to no conference (sign-in mail) must not fail unseen: the hosts of any conference look after it. */
export class WorkOfNoConference1764028801000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE POLICY api_read_of_none ON platform.outbox FOR SELECT TO plenary_api USING (${SCOPE.ofNoConference})`,
    `CREATE POLICY api_update_of_none ON platform.outbox FOR UPDATE TO plenary_api
      USING (failed_at IS NOT NULL AND ${SCOPE.ofNoConference}) WITH CHECK (${SCOPE.ofNoConference})`,
    // A number for the health page, whoever asks; the owner is bound by the walls too.
    'CREATE POLICY owner_count ON platform.outbox FOR SELECT TO CURRENT_USER USING (failed_at IS NOT NULL)',
    `CREATE FUNCTION platform.count_dead_letters() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog AS $$ SELECT count(*)::integer FROM platform.outbox WHERE failed_at IS NOT NULL $$`,
    'REVOKE ALL ON FUNCTION platform.count_dead_letters FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION platform.count_dead_letters TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION platform.count_dead_letters',
    ...['owner_count', 'api_update_of_none', 'api_read_of_none'].map(
      (policy) => `DROP POLICY ${policy} ON platform.outbox`,
    ),
  ];
}
