import { protectTable, SCOPE } from '../protect-table.js';
import { createSchema, SchemaMigration } from '../schema-migration.js';

const scopeFunction = (name: string, returns: string, body: string): string =>
  `CREATE FUNCTION platform.${name}() RETURNS ${returns} LANGUAGE sql STABLE PARALLEL SAFE AS $$ ${body} $$`;

/** Scope functions, the outbox and idempotency records. */
export class PlatformSchema1763870400000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('platform'),
    'CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public',
    'CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public',
    scopeFunction('scope_user', 'uuid', `SELECT nullif(current_setting('plenary.user', true), '')::uuid`),
    scopeFunction(
      'scope_conferences',
      'uuid[]',
      `SELECT coalesce(nullif(current_setting('plenary.conferences', true), ''), '{}')::uuid[]`,
    ),
    scopeFunction(
      'scope_bodies',
      'uuid[]',
      `SELECT coalesce(nullif(current_setting('plenary.bodies', true), ''), '{}')::uuid[]`,
    ),
    scopeFunction('scope_purpose', 'text', `SELECT coalesce(current_setting('plenary.purpose', true), '')`),
    scopeFunction(
      'scope_token_hash',
      'text',
      `SELECT nullif(current_setting('plenary.token_hash', true), '')`,
    ),
    scopeFunction(
      'scope_owner',
      'text',
      `SELECT coalesce('user:' || nullif(current_setting('plenary.user', true), ''), 'invitee:' || nullif(current_setting('plenary.token_hash', true), ''))`,
    ),

    // Work that a committed write promised. The row is the truth; the queue only carries it (reliability F3 to F5).
    `CREATE TABLE platform.outbox (
      id uuid PRIMARY KEY,
      conference_id uuid,
      queue text NOT NULL,
      job text NOT NULL,
      payload jsonb NOT NULL,
      dedupe_key text,
      run_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      correlation_id text,
      relayed_at timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      lease_until timestamptz,
      done_at timestamptz,
      failed_at timestamptz,
      error text,
      replayed_at timestamptz
    )`,
    'CREATE INDEX outbox_to_relay ON platform.outbox (created_at) WHERE relayed_at IS NULL AND done_at IS NULL AND failed_at IS NULL',
    'CREATE INDEX outbox_open ON platform.outbox (run_at) WHERE relayed_at IS NOT NULL AND done_at IS NULL AND failed_at IS NULL',
    'CREATE INDEX outbox_failed ON platform.outbox (conference_id, failed_at) WHERE failed_at IS NOT NULL',
    'CREATE UNIQUE INDEX outbox_dedupe ON platform.outbox (dedupe_key)',
    ...protectTable({
      table: 'platform.outbox',
      read: SCOPE.conferenceWide,
      write: SCOPE.everybody,
      privileges: 'INSERT',
    }),
    // Replaying a dead letter is the only change that the API makes to a row of the outbox.
    'GRANT UPDATE (relayed_at, attempts, lease_until, failed_at, error, replayed_at, run_at) ON platform.outbox TO plenary_api',
    'DROP POLICY api_update ON platform.outbox',
    `CREATE POLICY api_update ON platform.outbox FOR UPDATE TO plenary_api USING (${SCOPE.conferenceWide}) WITH CHECK (${SCOPE.conferenceWide})`,

    `CREATE TABLE platform.idempotency (
      owner text NOT NULL,
      key text NOT NULL,
      operation text NOT NULL,
      request_hash text NOT NULL,
      answer jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (owner, key)
    )`,
    'CREATE INDEX idempotency_created ON platform.idempotency (created_at)',
    ...protectTable({
      table: 'platform.idempotency',
      read: 'owner = (SELECT platform.scope_owner())',
      write: 'owner = (SELECT platform.scope_owner())',
      privileges: 'INSERT',
    }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA platform CASCADE'];
}
