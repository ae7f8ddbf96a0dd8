import { changeOnly, checkInstead, down, SCOPE, SchemaMigration, up } from '#libs/platform';

const { signIn, ownUser } = SCOPE;

/** Roles behind each duty, for whoever did not say where they have it. */
const ROLES_OF_DUTY = `CASE duty WHEN 'drafts' THEN '{PARTNER_COORDINATOR,PARTNER_NOMINATOR}'
  WHEN 'coordinates' THEN '{PARTNER_COORDINATOR}' WHEN 'reviews' THEN '{HOST_OFFICER}'
  WHEN 'approves' THEN '{HOST_APPROVER}' WHEN 'administers' THEN '{HOST_ADMINISTRATOR}' END::text[]`;

const SIGNED_IN_BY_USER = `${signIn} OR ${ownUser}`;

const steps = [
  // Signing in opens sessions; people end theirs, and make and revoke tokens. What a credential opens never changes.
  checkInstead('access.session', 'api_insert', signIn, SIGNED_IN_BY_USER),
  changeOnly('access.session', ['last_seen_at', 'revoked_at']),
  checkInstead('access.api_token', 'api_insert', ownUser, SIGNED_IN_BY_USER),
  changeOnly('access.api_token', ['last_used_at', 'revoked_at']),
];

/** By the caller's live grants, and only as far as this transaction may use them: a token that only reads gives no role. */
const ownGrants = (name: string, column: string, role: string, more = ''): string =>
  `CREATE OR REPLACE FUNCTION access.${name}() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT ARRAY(SELECT g.${column} FROM access.role_grant g
      WHERE g.user_id = platform.scope_user() AND g.role = '${role}' AND g.revoked_at IS NULL${more}) $$`;

const OWN_GRANTS = [
  ['administered_conferences', 'conference_id', 'HOST_ADMINISTRATOR', 'administers'],
  ['coordinated_bodies', 'body_id', 'PARTNER_COORDINATOR', 'coordinates'],
] as const;

/**
 * What the caller's roles let them do, for the policies that know who may write what. A transaction says it beside its
 * scope (`SET_WRITE_SCOPE`), so that a policy compares texts and looks nothing up; for one that says nothing, as those of
 * a process from before this migration, the caller's own grants are asked.
 */
export class Duties1764028810000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION access.granted(duty text) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
      SET search_path = pg_catalog AS $$
      BEGIN
        RETURN ARRAY(SELECT CASE WHEN duty IN ('drafts', 'coordinates') THEN g.body_id ELSE g.conference_id END
          FROM access.role_grant g WHERE g.user_id = platform.scope_user() AND g.revoked_at IS NULL AND g.role = ANY (${ROLES_OF_DUTY}));
      END $$`,
    // Written as an expression, it is bound to its operators for good, and planned as part of the policy.
    `CREATE FUNCTION access.acts_as(duty text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
      RETURN CASE current_setting('plenary.' || duty, true) WHEN '' THEN '{}'::uuid[]
        ELSE coalesce(current_setting('plenary.' || duty, true)::uuid[], access.granted(duty)) END`,
    ...['granted', 'acts_as'].flatMap((name) => [
      `REVOKE ALL ON FUNCTION access.${name} FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION access.${name} TO plenary_api, plenary_worker`,
    ]),
    ...OWN_GRANTS.map(([name, column, role, duty]) =>
      ownGrants(name, column, role, ` AND g.${column} = ANY (access.acts_as('${duty}'))`),
    ),
    ...up(steps),
  ];

  protected readonly statementsDown = [
    ...down(steps),
    ...OWN_GRANTS.map(([name, column, role]) => ownGrants(name, column, role)),
    'DROP FUNCTION access.acts_as',
    'DROP FUNCTION access.granted',
  ];
}
