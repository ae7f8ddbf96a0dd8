import { SchemaMigration } from '#libs/platform';

/**
 * A sign-in whose answer was lost is repeated into the same session, under a new secret. Only signing in may do that:
 * for everybody else what opens a session stays as it was.
 */
export class RenewedSessions1764028827000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION access.keep_secret() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        IF platform.scope_purpose() <> 'sign-in' THEN
          RAISE EXCEPTION 'Only signing in gives a session another secret' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$`,
    'REVOKE ALL ON FUNCTION access.keep_secret FROM PUBLIC',
    `CREATE TRIGGER keep_secret BEFORE UPDATE OF token_hash ON access.session FOR EACH ROW
      EXECUTE FUNCTION access.keep_secret()`,
    'GRANT UPDATE (token_hash) ON access.session TO plenary_api',
  ];

  protected readonly statementsDown = [
    'REVOKE UPDATE (token_hash) ON access.session FROM plenary_api',
    'DROP TRIGGER keep_secret ON access.session',
    'DROP FUNCTION access.keep_secret',
  ];
}
