import { createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const { signIn, ownUser, conferenceWide, ownBody } = SCOPE;
const colleague = `EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = app_user.id)`;

/** Users, grants, sessions, sign-in links and API tokens. Every secret is stored as a SHA-256 hash. */
export class AccessSchema1763870420000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('access'),
    `CREATE TABLE access.app_user (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      email text NOT NULL,
      email_fold text NOT NULL UNIQUE,
      language text NOT NULL DEFAULT 'en',
      -- A sample person, as whom anybody may sign in while the service runs as a demonstration.
      is_demonstration boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      disabled_at timestamptz
    )`,
    `CREATE TABLE access.role_grant (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES access.app_user,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid,
      role text NOT NULL CHECK (role IN ('HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR',
        'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER')),
      granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      revoked_at timestamptz,
      FOREIGN KEY (body_id, conference_id) REFERENCES conference.body (id, conference_id),
      CHECK ((role LIKE 'PARTNER%') = (body_id IS NOT NULL) OR role IN ('HOST_OFFICER', 'HOST_APPROVER'))
    )`,
    'CREATE UNIQUE INDEX role_grant_once ON access.role_grant (user_id, conference_id, role, coalesce(body_id, conference_id)) WHERE revoked_at IS NULL',
    'CREATE INDEX role_grant_user ON access.role_grant (user_id)',
    'CREATE INDEX role_grant_body ON access.role_grant (body_id) WHERE revoked_at IS NULL',
    // Grants come first: the policy on users looks through the caller's eyes at this table.
    ...protectTable({
      table: 'access.role_grant',
      read: `${signIn} OR ${ownUser} OR ${conferenceWide} OR ${ownBody}`,
    }),
    // Sign-in finds a user by address; everybody else sees themselves and the colleagues whose grants they see.
    ...protectTable({
      table: 'access.app_user',
      read: `${signIn} OR id = (SELECT platform.scope_user()) OR ${colleague}`,
    }),

    `CREATE TABLE access.session (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES access.app_user,
      token_hash text NOT NULL UNIQUE,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz
    )`,
    'CREATE INDEX session_by_user ON access.session (user_id)',
    ...protectTable({
      table: 'access.session',
      read: `${signIn} OR ${ownUser}`,
      write: `${signIn} OR ${ownUser}`,
    }),

    `CREATE TABLE access.sign_in_link (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES access.app_user,
      token_hash text NOT NULL UNIQUE,
      next_path text,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    )`,
    'CREATE INDEX sign_in_link_user ON access.sign_in_link (user_id)',
    // Links are made by the worker; using one up is all that the API does with them.
    ...protectTable({
      table: 'access.sign_in_link',
      read: signIn,
      write: signIn,
      privileges: 'UPDATE (used_at)',
    }),
    'DROP POLICY api_insert ON access.sign_in_link',

    // Somebody asked for a link. Written for every address, known or not, so that asking costs the same; the worker looks
    // the address up, and removes the row.
    `CREATE TABLE access.sign_in_request (
      id uuid PRIMARY KEY,
      email_fold text NOT NULL,
      next_path text,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    ...protectTable({
      table: 'access.sign_in_request',
      read: SCOPE.nobody,
      write: signIn,
      privileges: 'INSERT',
    }),
    'DROP POLICY api_update ON access.sign_in_request',

    `CREATE TABLE access.api_token (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES access.app_user,
      name text NOT NULL,
      scopes text[] NOT NULL CHECK (scopes <@ ARRAY['READ', 'WRITE'] AND cardinality(scopes) > 0),
      token_hash text NOT NULL UNIQUE,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      last_used_at timestamptz,
      expires_at timestamptz,
      revoked_at timestamptz
    )`,
    'CREATE INDEX api_token_user ON access.api_token (user_id)',
    ...protectTable({
      table: 'access.api_token',
      read: `${signIn} OR ${ownUser}`,
      write: `${signIn} OR ${ownUser}`,
    }),

    // Counters of tries. Keys are keyed hashes, so the table tells nobody's address.
    `CREATE TABLE access.rate_limit (
      key text PRIMARY KEY,
      hits integer NOT NULL,
      window_ends_at timestamptz NOT NULL
    )`,
    'CREATE INDEX rate_limit_over ON access.rate_limit (window_ends_at)',
    ...protectTable({
      table: 'access.rate_limit',
      read: signIn,
      write: signIn,
      privileges: 'INSERT, UPDATE, DELETE',
    }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA access CASCADE'];
}
