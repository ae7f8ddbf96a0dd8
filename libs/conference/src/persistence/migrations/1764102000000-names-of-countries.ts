import { protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const ADMINISTRATOR = 'conference_id = ANY ((SELECT access.administered_conferences())::uuid[])';

/** What a conference says of a country or territory, where it differs from the installation; changed by administrators. */
export class NamesOfCountries1764102000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE conference.country (
      conference_id uuid NOT NULL REFERENCES conference.conference,
      -- ISO 3166-1 alpha-2, or XK
      code text NOT NULL CHECK (code ~ '^[A-Z]{2}$'),
      -- Names by language; absent: the installation's.
      names jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(names) = 'object'),
      -- Whether menus offer it; null: as in the installation.
      is_offered boolean,
      PRIMARY KEY (conference_id, code)
    )`,
    ...protectTable({ table: 'conference.country', read: SCOPE.everybody, write: SCOPE.conferenceWide }),
    `CREATE POLICY administrators_insert ON conference.country AS RESTRICTIVE FOR INSERT TO plenary_api WITH CHECK (${ADMINISTRATOR})`,
    `CREATE POLICY administrators_update ON conference.country AS RESTRICTIVE FOR UPDATE TO plenary_api
      USING (${ADMINISTRATOR}) WITH CHECK (${ADMINISTRATOR})`,
    'GRANT DELETE ON conference.country TO plenary_api',
    `CREATE POLICY api_delete ON conference.country FOR DELETE TO plenary_api USING (${ADMINISTRATOR})`,
  ];

  protected readonly statementsDown = ['DROP TABLE conference.country'];
}
