import { SchemaMigration } from '#libs/platform';

const ROLES_OF_BODIES = `'HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR',
  'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER'`;

/** Offers to the caller that can still be answered: to whoever can read mail at the address, as a sign-in has shown. */
const TO_CALLER = `g.user_id IS NULL AND g.revoked_at IS NULL AND g.declined_at IS NULL AND g.offered_until > clock_timestamp()
  AND g.invited_email_fold =
  (SELECT u.email_fold FROM access.app_user u WHERE u.id = platform.scope_user() AND u.disabled_at IS NULL)`;
const OFFERED = 'name text, email text, language text, offered_until timestamptz, mails integer';
const OFFER = 'g.invited_name, g.invited_email, g.invited_language, g.offered_until, g.mails';

const offeredRoles = (column: string, value: string): string[] => [
  'DROP FUNCTION access.offered_roles()',
  `CREATE FUNCTION access.offered_roles()
    RETURNS TABLE (id uuid, conference_id uuid, body_id uuid, role text, offered_at timestamptz, ${OFFERED}${column})
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT g.id, g.conference_id, g.body_id, g.role, g.granted_at, ${OFFER}${value} FROM access.role_grant g WHERE ${TO_CALLER} $$`,
  'REVOKE ALL ON FUNCTION access.offered_roles FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION access.offered_roles TO plenary_api, plenary_worker',
];

/** For a transaction that did not say where the caller has a duty: by the caller's own grants. */
const granted = (line: string, scope: string): string =>
  `CREATE OR REPLACE FUNCTION access.granted(duty text) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
    SET search_path = pg_catalog AS $$
    BEGIN
      RETURN ARRAY(SELECT CASE WHEN duty IN ('drafts', 'coordinates') THEN g.body_id ${scope}ELSE g.conference_id END
        FROM access.role_grant g WHERE g.user_id = platform.scope_user() AND g.revoked_at IS NULL AND g.role = ANY (
          CASE duty WHEN 'drafts' THEN '{PARTNER_COORDINATOR,PARTNER_NOMINATOR}'
            WHEN 'coordinates' THEN '{PARTNER_COORDINATOR}' WHEN 'reviews' THEN '{HOST_OFFICER}'
            WHEN 'approves' THEN '{HOST_APPROVER}' WHEN 'administers' THEN '{HOST_ADMINISTRATOR}' ${line}END::text[]));
    END $$`;

const indexes = (scope: string): string[] => [
  'DROP INDEX access.role_grant_once',
  `CREATE UNIQUE INDEX role_grant_once ON access.role_grant (user_id, conference_id, role, ${scope}) WHERE revoked_at IS NULL`,
  'DROP INDEX access.role_offered_once',
  `CREATE UNIQUE INDEX role_offered_once ON access.role_grant (invited_email_fold, conference_id, role, ${scope})
    WHERE user_id IS NULL AND revoked_at IS NULL AND declined_at IS NULL`,
];

/** Somebody answers for an organisation that is invited: a role in nothing else. */
export class FocalPoints1764165001000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE access.role_grant ADD COLUMN organisation_id uuid, ADD COLUMN organisation_name text,
      ADD CONSTRAINT grant_of_organisation FOREIGN KEY (organisation_id, conference_id) REFERENCES organisations.organisation (id, conference_id),
      DROP CONSTRAINT role_grant_role_check,
      ADD CONSTRAINT role_grant_role_check CHECK (role IN (${ROLES_OF_BODIES}, 'FOCAL_POINT')),
      ADD CONSTRAINT focal_point_of_organisation CHECK ((role = 'FOCAL_POINT') = (organisation_id IS NOT NULL)
        AND (organisation_id IS NULL) = (organisation_name IS NULL))`,
    ...indexes('coalesce(organisation_id, body_id, conference_id)'),
    'CREATE INDEX role_grant_organisation ON access.role_grant (organisation_id) WHERE revoked_at IS NULL AND organisation_id IS NOT NULL',
    `COMMENT ON INDEX access.role_grant_organisation IS 'The page of an invited organisation shows who answers for it. Roles are seldom taken away.'`,
    ...offeredRoles(', organisation_name text', ', g.organisation_name'),
    granted(`WHEN 'answers' THEN '{FOCAL_POINT}' `, `WHEN duty = 'answers' THEN g.organisation_id `),
  ];

  protected readonly statementsDown = [
    granted('', ''),
    ...offeredRoles('', ''),
    'DROP INDEX access.role_grant_organisation',
    // The version before could keep no such role; the owner is bound by the walls too.
    'ALTER TABLE access.role_grant NO FORCE ROW LEVEL SECURITY',
    `DELETE FROM access.role_grant WHERE role = 'FOCAL_POINT'`,
    'ALTER TABLE access.role_grant FORCE ROW LEVEL SECURITY',
    ...indexes('coalesce(body_id, conference_id)'),
    `ALTER TABLE access.role_grant DROP CONSTRAINT focal_point_of_organisation, DROP CONSTRAINT role_grant_role_check,
      ADD CONSTRAINT role_grant_role_check CHECK (role IN (${ROLES_OF_BODIES})),
      DROP COLUMN organisation_id, DROP COLUMN organisation_name`,
  ];
}
