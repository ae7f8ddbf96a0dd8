import { createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/**
 * The audit trail. Events are written inside the transaction they tell of; a sealer chains them soon after, one at a
 * time, so that writers never wait for each other (see the README of this lib).
 */
export class AuditSchema1763870430000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('audit'),
    `CREATE TABLE audit.event (
      id uuid PRIMARY KEY,
      conference_id uuid,
      body_id uuid,
      occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      actor_id uuid,
      actor_kind text NOT NULL,
      on_behalf_of_id uuid,
      action text NOT NULL,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      details jsonb NOT NULL DEFAULT '{}'
    )`,
    'CREATE INDEX event_conference ON audit.event (conference_id, id)',
    'CREATE INDEX event_body ON audit.event (body_id, id) WHERE body_id IS NOT NULL',
    'CREATE INDEX event_subject ON audit.event (subject_id, id)',
    ...protectTable({
      table: 'audit.event',
      read: `${SCOPE.conferenceWide} OR ${SCOPE.ownBody}`,
      write: SCOPE.everybody,
      privileges: 'INSERT',
    }),
    'DROP POLICY api_update ON audit.event',
    'REVOKE UPDATE, DELETE ON audit.event FROM plenary_worker',
    `CREATE TABLE audit.seal (
      sequence bigint PRIMARY KEY CHECK (sequence > 0),
      event_id uuid NOT NULL UNIQUE REFERENCES audit.event,
      event_hash bytea NOT NULL CHECK (octet_length(event_hash) = 32),
      chain_hash bytea NOT NULL CHECK (octet_length(chain_hash) = 32),
      sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    // Numbers run through all bodies: their gaps would tell a partner what happens elsewhere. So the host's side alone.
    ...protectTable({
      table: 'audit.seal',
      read: `EXISTS (SELECT FROM audit.event e WHERE e.id = event_id AND e.${SCOPE.conferenceWide})`,
    }),
    'REVOKE UPDATE, DELETE ON audit.seal FROM plenary_worker',
    `CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = '42501'; END $$`,
    `CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event EXECUTE FUNCTION audit.refuse_change()`,
    `CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seal EXECUTE FUNCTION audit.refuse_change()`,
  ];

  protected readonly statementsDown = ['DROP SCHEMA audit CASCADE'];
}
