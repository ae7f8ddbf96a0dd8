import { bodyDuty, createSchema, hostDuty, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** The rows of a body are its own; those of no body are the host's. Nobody sees another's, the host a partner's neither. */
const READ = `(body_id IS NULL AND ${SCOPE.conferenceWide}) OR ${SCOPE.ownBody}`;
const WRITE = `(body_id IS NULL AND ${hostDuty('administers')}) OR (body_id IS NOT NULL AND ${bodyDuty('coordinates')})`;
/** Whoever sees a row may lock it, and is then refused in words: roles are in the check alone. */
const byDuty = (table: string): string[] => [
  `ALTER POLICY api_insert ON ${table} WITH CHECK (${WRITE})`,
  `ALTER POLICY api_update ON ${table} WITH CHECK (${WRITE})`,
];

export class WebhooksSchema1764120000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('webhooks'),
    `CREATE TABLE webhooks.endpoint (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid REFERENCES conference.body,
      url text NOT NULL,
      description text,
      kinds text[],
      state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'PAUSED', 'ENDED')),
      state_since timestamptz NOT NULL DEFAULT clock_timestamp(),
      ended_reason text CHECK (ended_reason IN ('GONE', 'FAILING')),
      failing_since timestamptz,
      secret_number integer NOT NULL DEFAULT 1 CHECK (secret_number > 0),
      former_secret_until timestamptz,
      place bytea NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK ((state = 'ENDED') = (ended_reason IS NOT NULL))
    )`,
    'CREATE INDEX endpoint_owner ON webhooks.endpoint (conference_id, body_id)',
    ...protectTable({
      table: 'webhooks.endpoint',
      read: READ,
      write: READ,
      privileges: `INSERT, DELETE, UPDATE (url, description, kinds, state, state_since, ended_reason, failing_since, secret_number,
        former_secret_until, version)`,
    }),
    ...byDuty('webhooks.endpoint'),
    `ALTER POLICY api_delete ON webhooks.endpoint USING (${WRITE})`,
    `CREATE TABLE webhooks.delivery (
      id uuid PRIMARY KEY,
      endpoint_id uuid NOT NULL REFERENCES webhooks.endpoint ON DELETE CASCADE,
      conference_id uuid NOT NULL,
      body_id uuid,
      place bytea,
      kind text NOT NULL,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      external_reference text,
      occurred_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED')),
      attempts integer NOT NULL DEFAULT 0,
      last_status integer,
      last_failure text,
      last_attempt_at timestamptz,
      next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      lease_token uuid,
      lease_holder integer,
      lease_until timestamptz,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (endpoint_id, place)
    ) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)`,
    'CREATE INDEX delivery_endpoint ON webhooks.delivery (endpoint_id, id)',
    'CREATE INDEX delivery_endpoint_state ON webhooks.delivery (endpoint_id, state, id)',
    `COMMENT ON INDEX webhooks.delivery_endpoint_state IS 'People look for the few that failed among very many. A delivery changes its state once, seldom twice.'`,
    `CREATE INDEX delivery_waiting ON webhooks.delivery (endpoint_id, place) WHERE state = 'WAITING'`,
    `COMMENT ON INDEX webhooks.delivery_waiting IS 'What is to be sent, in order, however much was sent. A delivery leaves it when it ends.'`,
    `CREATE INDEX delivery_subject_waiting ON webhooks.delivery (endpoint_id, subject_id, place) WHERE state = 'WAITING'`,
    `COMMENT ON INDEX webhooks.delivery_subject_waiting IS 'Whether an older delivery of the same subject waits. A delivery leaves it when it ends.'`,
    `CREATE INDEX delivery_test_waiting ON webhooks.delivery (id) WHERE state = 'WAITING' AND place IS NULL`,
    `COMMENT ON INDEX webhooks.delivery_test_waiting IS 'Tests that somebody has just sent, whatever waits beside them. Hardly ever has it an entry.'`,
    `CREATE INDEX delivery_ended ON webhooks.delivery (created_at) WHERE state <> 'WAITING'`,
    `COMMENT ON INDEX webhooks.delivery_ended IS 'The sweep finds what is over and old. A delivery enters it when it ends.'`,
    ...protectTable({
      table: 'webhooks.delivery',
      read: READ,
      write: READ,
      privileges: 'INSERT, UPDATE (state, attempts, next_attempt_at)',
    }),
    ...byDuty('webhooks.delivery'),
  ];

  protected readonly statementsDown = ['DROP SCHEMA webhooks CASCADE'];
}
