import { createSchema, hostDuty, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** The host’s; of those that are listed the bodies of the conference read the names, which the statements see to. */
const OF_LISTED = `is_listed AND conference_id = ANY ((SELECT conference.of_bodies((SELECT platform.scope_bodies())::uuid[]))::uuid[])`;
const READ = `${SCOPE.conferenceWide} OR (${OF_LISTED})`;
const WRITES = hostDuty('reviews', 'administers');

export class Organisations1764145001000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('organisations'),
    `CREATE TABLE organisations.organisation (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      directory_key text CHECK (directory_key ~ '^(state|international):[A-Za-z0-9-]{1,40}$'),
      kind text NOT NULL CHECK (kind IN ('GOVERNMENT', 'INTERNATIONAL_ORGANISATION', 'COMPANY', 'UNIVERSITY', 'NGO', 'OTHER')),
      official_names jsonb NOT NULL,
      short_names jsonb NOT NULL,
      aliases text[] NOT NULL,
      former_names jsonb NOT NULL,
      sort_names jsonb NOT NULL,
      country_code text CHECK (country_code ~ '^[A-Z]{2}$'),
      parent_id uuid,
      web_site text,
      mail_domains text[] NOT NULL,
      is_listed boolean NOT NULL,
      merged_into uuid CHECK (merged_into <> id),
      revision integer NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_by uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (id, conference_id),
      FOREIGN KEY (parent_id, conference_id) REFERENCES organisations.organisation (id, conference_id),
      FOREIGN KEY (merged_into, conference_id) REFERENCES organisations.organisation (id, conference_id)
    )`,
    'CREATE UNIQUE INDEX organisation_of_directory ON organisations.organisation (conference_id, directory_key)',
    'CREATE INDEX organisation_revision ON organisations.organisation (conference_id, revision)',
    `COMMENT ON INDEX organisations.organisation_revision IS 'A process that remembers the names of a conference asks what was written since. Organisations are seldom written.'`,
    ...protectTable({
      table: 'organisations.organisation',
      read: READ,
      write: SCOPE.conferenceWide,
      privileges:
        'INSERT, UPDATE (kind, official_names, short_names, aliases, former_names, sort_names, country_code, parent_id, web_site, mail_domains, is_listed, merged_into, revision, version)',
    }),
    `ALTER POLICY api_insert ON organisations.organisation WITH CHECK (${WRITES})`,
    `ALTER POLICY api_update ON organisations.organisation WITH CHECK (${WRITES})`,
    `CREATE TABLE organisations.contact (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL,
      organisation_id uuid NOT NULL,
      list text NOT NULL,
      name text NOT NULL,
      role text,
      email text,
      telephone text,
      position integer NOT NULL,
      FOREIGN KEY (organisation_id, conference_id) REFERENCES organisations.organisation (id, conference_id)
    )`,
    'CREATE INDEX contact_of_organisation ON organisations.contact (organisation_id, position)',
    ...protectTable({
      table: 'organisations.contact',
      read: SCOPE.conferenceWide,
      write: WRITES,
      privileges: 'INSERT, DELETE',
    }),
    `CREATE TABLE organisations.catalogue (
      conference_id uuid NOT NULL REFERENCES conference.conference,
      is_listed boolean NOT NULL,
      revision integer NOT NULL,
      PRIMARY KEY (conference_id, is_listed)
    )`,
    ...protectTable({
      table: 'organisations.catalogue',
      read: READ,
      write: WRITES,
      privileges: 'INSERT, UPDATE (revision)',
    }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA organisations CASCADE'];
}
