import { SchemaMigration } from '#libs/platform';

const ADMINISTRATOR = 'conference_id = ANY ((SELECT access.administered_conferences())::uuid[])';
const TABLES = ['body', 'constituency', 'theme', 'principle', 'time_window'];

/** Beside the scope, which all staff of the host share: what a conference is made of is changed by its administrators. */
export class WindowsByAdministrators1763870611000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...TABLES.flatMap((table) => [
      `CREATE POLICY administrators_insert ON conference.${table} AS RESTRICTIVE FOR INSERT TO plenary_api WITH CHECK (${ADMINISTRATOR})`,
      `CREATE POLICY administrators_update ON conference.${table} AS RESTRICTIVE FOR UPDATE TO plenary_api
        USING (${ADMINISTRATOR}) WITH CHECK (${ADMINISTRATOR})`,
    ]),
    `CREATE POLICY administrators_update ON conference.conference AS RESTRICTIVE FOR UPDATE TO plenary_api
      USING (id = ANY ((SELECT access.administered_conferences())::uuid[]))
      WITH CHECK (id = ANY ((SELECT access.administered_conferences())::uuid[]))`,
    'GRANT DELETE ON conference.time_window TO plenary_api',
    `CREATE POLICY api_delete ON conference.time_window FOR DELETE TO plenary_api USING (${ADMINISTRATOR})`,
  ];

  protected readonly statementsDown = [
    'DROP POLICY api_delete ON conference.time_window',
    'REVOKE DELETE ON conference.time_window FROM plenary_api',
    'DROP POLICY administrators_update ON conference.conference',
    ...TABLES.flatMap((table) => [
      `DROP POLICY administrators_update ON conference.${table}`,
      `DROP POLICY administrators_insert ON conference.${table}`,
    ]),
  ];
}
