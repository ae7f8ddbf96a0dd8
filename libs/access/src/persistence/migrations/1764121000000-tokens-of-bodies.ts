import { checkInstead, down, SCOPE, SchemaMigration, up } from '#libs/platform';

const { signIn, ownUser, conferenceWide, ownBody } = SCOPE;
const COLLEAGUE = 'EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = app_user.id)';
const SEEN_USER = `${signIn} OR id = (SELECT platform.scope_user()) OR ${COLLEAGUE}`;
const COORDINATED = 'body_id = ANY ((SELECT access.coordinated_bodies())::uuid[])';
const ADMINISTERED = 'conference_id = ANY ((SELECT access.administered_conferences())::uuid[])';

/** A token whose system meets the condition, looked at through the caller's eyes. */
const ofSystem = (condition: string): string =>
  `EXISTS (SELECT FROM access.app_user u WHERE u.id = user_id AND u.${condition})`;
const OWN = `${signIn} OR ${ownUser}`;
const SEEN_TOKEN = `${OWN} OR ${ofSystem('body_id IS NOT NULL')}`;

const steps = [
  checkInstead('access.api_token', 'api_insert', `${ownUser} OR ${ofSystem(COORDINATED)}`, ownUser),
  checkInstead(
    'access.api_token',
    'api_update',
    `${OWN} OR ${ofSystem(COORDINATED)} OR ${ofSystem(ADMINISTERED)}`,
    OWN,
  ),
];

/** A token may be a body's: then its user is a system, with the body and the role for which it works, and without an address. */
export class TokensOfBodies1764121000000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE access.app_user ALTER COLUMN email DROP NOT NULL, ALTER COLUMN email_fold DROP NOT NULL,
      ADD COLUMN conference_id uuid, ADD COLUMN body_id uuid, ADD COLUMN made_by uuid REFERENCES access.app_user,
      ADD COLUMN role text CHECK (role IN ('PARTNER_NOMINATOR', 'PARTNER_VIEWER')),
      ADD CONSTRAINT app_user_of_body FOREIGN KEY (body_id, conference_id) REFERENCES conference.body (id, conference_id),
      ADD CONSTRAINT person_or_system CHECK (CASE WHEN body_id IS NULL
        THEN num_nulls(email, email_fold) = 0 AND num_nonnulls(conference_id, role, made_by) = 0
        ELSE num_nonnulls(email, email_fold) = 0 AND num_nulls(conference_id, role) = 0 AND NOT is_demonstration END)`,
    'CREATE INDEX app_user_conference ON access.app_user (conference_id, id) WHERE body_id IS NOT NULL',
    'CREATE INDEX app_user_body ON access.app_user (body_id, id) WHERE body_id IS NOT NULL',
    'ALTER TABLE access.api_token ADD COLUMN first_letters text',
    `ALTER POLICY api_read ON access.app_user USING (${SEEN_USER} OR ${conferenceWide} OR ${ownBody})`,
    'GRANT INSERT ON access.app_user TO plenary_api',
    `CREATE POLICY api_insert ON access.app_user FOR INSERT TO plenary_api
      WITH CHECK (${COORDINATED} AND made_by = (SELECT platform.scope_user()))`,
    `ALTER POLICY api_read ON access.api_token USING (${SEEN_TOKEN})`,
    // Whoever sees a token can lock it; who changes it is in the check.
    `ALTER POLICY api_update ON access.api_token USING (${SEEN_TOKEN})`,
    ...up(steps),
  ];

  protected readonly statementsDown = [
    ...down(steps),
    `ALTER POLICY api_update ON access.api_token USING (${OWN})`,
    `ALTER POLICY api_read ON access.api_token USING (${OWN})`,
    'DROP POLICY api_insert ON access.app_user',
    'REVOKE INSERT ON access.app_user FROM plenary_api',
    `ALTER POLICY api_read ON access.app_user USING (${SEEN_USER})`,
    'ALTER TABLE access.api_token DROP COLUMN first_letters',
    // Systems are nothing that the version before could keep; the owner is bound by the walls too.
    'ALTER TABLE access.api_token NO FORCE ROW LEVEL SECURITY',
    'ALTER TABLE access.app_user NO FORCE ROW LEVEL SECURITY',
    `DELETE FROM access.api_token t USING access.app_user u WHERE u.id = t.user_id AND u.body_id IS NOT NULL`,
    'DELETE FROM access.app_user WHERE body_id IS NOT NULL',
    'ALTER TABLE access.app_user FORCE ROW LEVEL SECURITY',
    'ALTER TABLE access.api_token FORCE ROW LEVEL SECURITY',
    `ALTER TABLE access.app_user DROP COLUMN conference_id, DROP COLUMN body_id, DROP COLUMN role, DROP COLUMN made_by,
      ALTER COLUMN email SET NOT NULL, ALTER COLUMN email_fold SET NOT NULL`,
  ];
}
