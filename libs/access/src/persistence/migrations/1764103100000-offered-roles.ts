import { checkInstead, down, SchemaMigration, up } from '#libs/platform';

const administrator = 'conference_id = ANY ((SELECT access.administered_conferences())::uuid[])';
const coordinator = `(role LIKE 'PARTNER%' AND body_id = ANY ((SELECT access.coordinated_bodies())::uuid[]))`;
const MANAGER = `${administrator} OR ${coordinator}`;

/** An offer that waits for its answer. */
const WAITS = 'user_id IS NULL AND revoked_at IS NULL AND declined_at IS NULL';
/** Offers to the caller: to whoever can read mail at the address, as a sign-in has shown. */
const TO_CALLER = `g.user_id IS NULL AND g.revoked_at IS NULL AND g.declined_at IS NULL AND g.invited_email_fold =
  (SELECT u.email_fold FROM access.app_user u WHERE u.id = platform.scope_user() AND u.disabled_at IS NULL)`;

const forCallers = (name: string): string[] => [
  `REVOKE ALL ON FUNCTION access.${name} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION access.${name} TO plenary_api, plenary_worker`,
];

const separate = (
  roles: string,
  constraint: string,
  message: string,
): string => `IF EXISTS (SELECT FROM access.role_grant g
    WHERE g.user_id = NEW.user_id AND g.conference_id = NEW.conference_id AND g.id <> NEW.id AND g.revoked_at IS NULL
      AND g.role = ANY (${roles}))
  THEN RAISE EXCEPTION '${message}' USING ERRCODE = '23514', CONSTRAINT = '${constraint}';
  END IF;`;

const OF_ADMINISTRATION = `CASE NEW.role WHEN 'HOST_APPROVER' THEN '{HOST_ADMINISTRATOR}' WHEN 'HOST_ADMINISTRATOR' THEN '{HOST_APPROVER}' END::text[]`;
const OF_PARTNERS = `CASE WHEN NEW.role LIKE 'PARTNER%' THEN '{HOST_OFFICER,HOST_APPROVER}'
  WHEN NEW.role IN ('HOST_OFFICER', 'HOST_APPROVER') THEN '{PARTNER_COORDINATOR,PARTNER_NOMINATOR,PARTNER_VIEWER}' END::text[]`;

/** As it was: whoever gave a role found out on the way whose address it was. */
const TAKE_IN = [
  `CREATE FUNCTION access.take_in(new_id uuid, for_conference uuid, for_body uuid, new_name text, new_email text,
      new_email_fold text, new_language text)
    RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DECLARE person uuid;
    BEGIN
      IF (for_conference = ANY (access.administered_conferences()) OR for_body = ANY (access.coordinated_bodies())) IS NOT TRUE
      THEN RAISE EXCEPTION 'Only who gives roles adds people' USING ERRCODE = '42501';
      END IF;
      INSERT INTO access.app_user (id, name, email, email_fold, language)
        VALUES (new_id, new_name, new_email, new_email_fold, new_language) ON CONFLICT (email_fold) DO NOTHING;
      SELECT u.id INTO person FROM access.app_user u WHERE u.email_fold = new_email_fold;
      RETURN person;
    END $$`,
  ...forCallers('take_in').slice(0, 1),
  'GRANT EXECUTE ON FUNCTION access.take_in TO plenary_api',
];
const SEPARATE_ADMINISTRATION = [
  `CREATE FUNCTION access.separate_administration() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    BEGIN
      PERFORM FROM access.app_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
      ${separate(OF_ADMINISTRATION, 'administrator_or_approver', 'Nobody both administers a conference and decides its nominations')}
      RETURN NEW;
    END $$`,
  'REVOKE ALL ON FUNCTION access.separate_administration FROM PUBLIC',
  `CREATE TRIGGER separate_administration BEFORE INSERT ON access.role_grant FOR EACH ROW
    WHEN (NEW.role IN ('HOST_ADMINISTRATOR', 'HOST_APPROVER') AND NEW.revoked_at IS NULL)
    EXECUTE FUNCTION access.separate_administration()`,
];

const steps = [
  // Nobody accepts in somebody else's place.
  checkInstead(
    'access.role_grant',
    'api_insert',
    `(${MANAGER}) AND ${WAITS} AND accepted_at IS NULL`,
    MANAGER,
  ),
];

/**
 * A role begins when the person accepts it. Until then the grant is an offer to an address: it has what was typed and
 * nobody's id, so whoever gives a role learns nothing of whom the address belongs to, and no query that goes by person
 * finds it. Nobody holds a partner's role and a host officer's or approver's role in one conference.
 */
export class OfferedRoles1764103100000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE access.role_grant ALTER COLUMN user_id DROP NOT NULL,
      ADD COLUMN invited_name text, ADD COLUMN invited_email text, ADD COLUMN invited_email_fold text,
      ADD COLUMN invited_language text, ADD COLUMN mails integer NOT NULL DEFAULT 1,
      ADD COLUMN accepted_at timestamptz, ADD COLUMN declined_at timestamptz`,
    // What was given before has begun. The owner is bound by the walls too.
    'ALTER TABLE access.role_grant NO FORCE ROW LEVEL SECURITY',
    'UPDATE access.role_grant SET accepted_at = granted_at',
    'ALTER TABLE access.role_grant FORCE ROW LEVEL SECURITY',
    // A conference's first people are written with their roles; an offer says that it is none yet.
    'ALTER TABLE access.role_grant ALTER COLUMN accepted_at SET DEFAULT clock_timestamp()',
    `ALTER TABLE access.role_grant
      ADD CONSTRAINT grant_accepted_by_somebody CHECK ((user_id IS NULL) = (accepted_at IS NULL)),
      ADD CONSTRAINT grant_declined_by_nobody CHECK (user_id IS NULL OR declined_at IS NULL),
      ADD CONSTRAINT grant_offered_to_somebody CHECK (user_id IS NOT NULL
        OR num_nulls(invited_name, invited_email, invited_email_fold, invited_language) = 0)`,
    `CREATE UNIQUE INDEX role_offered_once ON access.role_grant (invited_email_fold, conference_id, role,
      coalesce(body_id, conference_id)) WHERE ${WAITS}`,
    'GRANT UPDATE (mails) ON access.role_grant TO plenary_api',
    ...up(steps),
    'CREATE POLICY owner_answer ON access.role_grant FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true)',

    'DROP FUNCTION access.take_in',
    `CREATE FUNCTION access.offered_roles() RETURNS TABLE (id uuid, conference_id uuid, body_id uuid, role text, offered_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
      SELECT g.id, g.conference_id, g.body_id, g.role, g.granted_at FROM access.role_grant g WHERE ${TO_CALLER} $$`,
    ...forCallers('offered_roles'),
    // From then on the person stands in the place of what was typed.
    `CREATE FUNCTION access.accept_role(offer uuid) RETURNS TABLE (conference_id uuid, body_id uuid, role text)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
      UPDATE access.role_grant g SET user_id = platform.scope_user(), accepted_at = clock_timestamp(), invited_name = NULL,
        invited_email = NULL, invited_email_fold = NULL, invited_language = NULL
        WHERE g.id = offer AND ${TO_CALLER} RETURNING g.conference_id, g.body_id, g.role $$`,
    ...forCallers('accept_role'),
    `CREATE FUNCTION access.decline_role(offer uuid) RETURNS TABLE (conference_id uuid, body_id uuid, role text)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
      UPDATE access.role_grant g SET declined_at = clock_timestamp()
        WHERE g.id = offer AND ${TO_CALLER} RETURNING g.conference_id, g.body_id, g.role $$`,
    ...forCallers('decline_role'),

    'DROP TRIGGER separate_administration ON access.role_grant',
    'DROP FUNCTION access.separate_administration',
    // The person's row is locked, so that two roles that begin at the same time see each other. After the policies: whoever
    // may not write a grant hears that alone, and not what the person holds.
    `CREATE FUNCTION access.separate_roles() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM FROM access.app_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
        ${separate(OF_ADMINISTRATION, 'administrator_or_approver', 'Nobody both administers a conference and decides its nominations')}
        ${separate(OF_PARTNERS, 'partner_or_host', 'Nobody works for a partner and decides for the host in one conference')}
        RETURN NULL;
      END $$`,
    'REVOKE ALL ON FUNCTION access.separate_roles FROM PUBLIC',
    `CREATE TRIGGER separate_roles AFTER INSERT OR UPDATE OF user_id, role, conference_id ON access.role_grant FOR EACH ROW
      WHEN (NEW.user_id IS NOT NULL AND NEW.revoked_at IS NULL AND NEW.role <> 'AUDITOR')
      EXECUTE FUNCTION access.separate_roles()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER separate_roles ON access.role_grant',
    'DROP FUNCTION access.separate_roles',
    'ALTER TABLE access.role_grant NO FORCE ROW LEVEL SECURITY',
    // An offer that nobody has accepted is nothing that the version before could keep.
    'DELETE FROM access.role_grant WHERE user_id IS NULL',
    'ALTER TABLE access.role_grant FORCE ROW LEVEL SECURITY',
    ...SEPARATE_ADMINISTRATION,
    'DROP FUNCTION access.decline_role',
    'DROP FUNCTION access.accept_role',
    'DROP FUNCTION access.offered_roles',
    ...TAKE_IN,
    'DROP POLICY owner_answer ON access.role_grant',
    ...down(steps),
    'REVOKE UPDATE (mails) ON access.role_grant FROM plenary_api',
    'DROP INDEX access.role_offered_once',
    `ALTER TABLE access.role_grant DROP COLUMN invited_name, DROP COLUMN invited_email, DROP COLUMN invited_email_fold,
      DROP COLUMN invited_language, DROP COLUMN mails, DROP COLUMN accepted_at, DROP COLUMN declined_at`,
    'ALTER TABLE access.role_grant ALTER COLUMN user_id SET NOT NULL',
  ];
}
