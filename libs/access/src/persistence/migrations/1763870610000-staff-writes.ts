import { SchemaMigration } from '#libs/platform';

const administrator = 'conference_id = ANY ((SELECT access.administered_conferences())::uuid[])';
const coordinator = `(role LIKE 'PARTNER%' AND body_id = ANY ((SELECT access.coordinated_bodies())::uuid[]))`;
const manager = `${administrator} OR ${coordinator}`;

/** A list of ids out of the caller's own live grants, whatever the process believes that they are. */
const ownGrants = (name: string, column: string, role: string): string[] => [
  `CREATE FUNCTION access.${name}() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT ARRAY(SELECT g.${column} FROM access.role_grant g
      WHERE g.user_id = platform.scope_user() AND g.role = '${role}' AND g.revoked_at IS NULL) $$`,
  `REVOKE ALL ON FUNCTION access.${name} FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION access.${name} TO plenary_api, plenary_worker`,
];

/** Administrators give and take roles; coordinators do so within their body. The database asks the grants themselves. */
export class StaffWrites1763870610000 extends SchemaMigration {
  protected readonly statementsUp = [
    // The functions below run as the owner, whom row-level security binds as well.
    'CREATE POLICY owner_staff ON access.role_grant FOR SELECT TO CURRENT_USER USING (true)',
    'CREATE POLICY owner_staff ON access.app_user TO CURRENT_USER USING (true) WITH CHECK (true)',
    ...ownGrants('administered_conferences', 'conference_id', 'HOST_ADMINISTRATOR'),
    ...ownGrants('coordinated_bodies', 'body_id', 'PARTNER_COORDINATOR'),

    'GRANT INSERT, UPDATE (revoked_at) ON access.role_grant TO plenary_api',
    `CREATE POLICY api_insert ON access.role_grant FOR INSERT TO plenary_api WITH CHECK (${manager})`,
    `CREATE POLICY api_update ON access.role_grant FOR UPDATE TO plenary_api USING (${manager}) WITH CHECK (${manager})`,

    // Who gives a role need not see the person yet: found by address, or added. Whoever is known keeps their own name.
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
    'REVOKE ALL ON FUNCTION access.take_in FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION access.take_in TO plenary_api',

    // Who configures a conference decides none of its nominations. The person's row is locked, so that two grants at the
    // same time see each other.
    `CREATE FUNCTION access.separate_administration() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM FROM access.app_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = NEW.user_id AND g.conference_id = NEW.conference_id
          AND g.id <> NEW.id AND g.revoked_at IS NULL
          AND g.role = CASE NEW.role WHEN 'HOST_APPROVER' THEN 'HOST_ADMINISTRATOR' ELSE 'HOST_APPROVER' END)
        THEN RAISE EXCEPTION 'Nobody both administers a conference and decides its nominations'
          USING ERRCODE = '23514', CONSTRAINT = 'administrator_or_approver';
        END IF;
        RETURN NEW;
      END $$`,
    'REVOKE ALL ON FUNCTION access.separate_administration FROM PUBLIC',
    `CREATE TRIGGER separate_administration BEFORE INSERT ON access.role_grant FOR EACH ROW
      WHEN (NEW.role IN ('HOST_ADMINISTRATOR', 'HOST_APPROVER') AND NEW.revoked_at IS NULL)
      EXECUTE FUNCTION access.separate_administration()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER separate_administration ON access.role_grant',
    'DROP FUNCTION access.separate_administration',
    'DROP FUNCTION access.take_in',
    'DROP POLICY api_update ON access.role_grant',
    'DROP POLICY api_insert ON access.role_grant',
    'REVOKE INSERT, UPDATE (revoked_at) ON access.role_grant FROM plenary_api',
    'DROP FUNCTION access.coordinated_bodies',
    'DROP FUNCTION access.administered_conferences',
    'DROP POLICY owner_staff ON access.app_user',
    'DROP POLICY owner_staff ON access.role_grant',
  ];
}
