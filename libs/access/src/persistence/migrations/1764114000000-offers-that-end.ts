import { SchemaMigration } from '#libs/platform';

const OFFER_DAYS = 14;

/** Offers to the caller that can still be answered: to whoever can read mail at the address, as a sign-in has shown. */
const waiting = (
  andEnds: string,
): string => `g.user_id IS NULL AND g.revoked_at IS NULL AND g.declined_at IS NULL${andEnds}
  AND g.invited_email_fold =
  (SELECT u.email_fold FROM access.app_user u WHERE u.id = platform.scope_user() AND u.disabled_at IS NULL)`;

const functions = (toCaller: string, naming: string): string[] => [
  `CREATE OR REPLACE FUNCTION access.offered_roles() RETURNS TABLE (id uuid, conference_id uuid, body_id uuid, role text, offered_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT g.id, g.conference_id, g.body_id, g.role, g.granted_at FROM access.role_grant g WHERE ${toCaller} $$`,
  `CREATE OR REPLACE FUNCTION access.accept_role(offer uuid) RETURNS TABLE (conference_id uuid, body_id uuid, role text)
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    ${naming}
    UPDATE access.role_grant g SET user_id = platform.scope_user(), accepted_at = clock_timestamp(), invited_name = NULL,
      invited_email = NULL, invited_email_fold = NULL, invited_language = NULL
      WHERE g.id = offer AND ${toCaller} RETURNING g.conference_id, g.body_id, g.role $$`,
  `CREATE OR REPLACE FUNCTION access.decline_role(offer uuid) RETURNS TABLE (conference_id uuid, body_id uuid, role text)
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    UPDATE access.role_grant g SET declined_at = clock_timestamp()
      WHERE g.id = offer AND ${toCaller} RETURNING g.conference_id, g.body_id, g.role $$`,
];

const TO_CALLER = waiting(' AND g.offered_until > clock_timestamp()');
/** Whoever has no name of their own yet gets the one in the offer that they accept, and that of no other body. */
const NAMING = `UPDATE access.app_user u SET name = g.invited_name, language = g.invited_language FROM access.role_grant g
      WHERE u.id = platform.scope_user() AND u.name = u.email AND g.id = offer AND ${TO_CALLER};`;

/**
 * An offer of a role ends, and what one body typed about a person reaches no other: until they accept an offer, a person
 * who signs in has their address for a name.
 */
export class OffersThatEnd1764114000000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE access.role_grant ADD COLUMN offered_until timestamptz',
    // The owner is bound by the walls too.
    'ALTER TABLE access.role_grant NO FORCE ROW LEVEL SECURITY',
    'ALTER TABLE access.app_user NO FORCE ROW LEVEL SECURITY',
    // Nobody has read an end in the mail of an offer that waits: its days begin now.
    `UPDATE access.role_grant SET offered_until = clock_timestamp() + interval '${OFFER_DAYS} days' WHERE user_id IS NULL`,
    `UPDATE access.app_user SET name = email WHERE NOT is_demonstration
      AND NOT EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = app_user.id)`,
    'ALTER TABLE access.app_user FORCE ROW LEVEL SECURITY',
    'ALTER TABLE access.role_grant FORCE ROW LEVEL SECURITY',
    'ALTER TABLE access.role_grant ADD CONSTRAINT offer_ends CHECK (user_id IS NOT NULL OR offered_until IS NOT NULL)',
    'GRANT UPDATE (offered_until) ON access.role_grant TO plenary_api',
    ...functions(TO_CALLER, NAMING),
  ];

  protected readonly statementsDown = [
    ...functions(waiting(''), ''),
    'REVOKE UPDATE (offered_until) ON access.role_grant FROM plenary_api',
    'ALTER TABLE access.role_grant DROP COLUMN offered_until',
  ];
}
