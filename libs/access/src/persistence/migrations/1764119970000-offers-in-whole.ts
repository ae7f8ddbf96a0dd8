import { SchemaMigration } from '#libs/platform';

/** Offers to the caller that can still be answered: to whoever can read mail at the address, as a sign-in has shown. */
const TO_CALLER = `g.user_id IS NULL AND g.revoked_at IS NULL AND g.declined_at IS NULL AND g.offered_until > clock_timestamp()
  AND g.invited_email_fold =
  (SELECT u.email_fold FROM access.app_user u WHERE u.id = platform.scope_user() AND u.disabled_at IS NULL)`;

const offeredRoles = (columns: string, values: string): string[] => [
  'DROP FUNCTION access.offered_roles()',
  `CREATE FUNCTION access.offered_roles() RETURNS TABLE (id uuid, conference_id uuid, body_id uuid, role text, offered_at timestamptz${columns})
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT g.id, g.conference_id, g.body_id, g.role, g.granted_at${values} FROM access.role_grant g WHERE ${TO_CALLER} $$`,
  'REVOKE ALL ON FUNCTION access.offered_roles FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION access.offered_roles TO plenary_api, plenary_worker',
];

/** Whoever was offered a role reads all of the offer, as whoever made it does: it is one thing to both. */
export class OffersInWhole1764119970000 extends SchemaMigration {
  protected readonly statementsUp = offeredRoles(
    ', name text, email text, language text, offered_until timestamptz, mails integer',
    ', g.invited_name, g.invited_email, g.invited_language, g.offered_until, g.mails',
  );

  protected readonly statementsDown = offeredRoles('', '');
}
