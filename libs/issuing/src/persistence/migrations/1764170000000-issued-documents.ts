import { createSchema, hostDuty, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

/** Whoever knows the secret of a document's address, or its number, finds that one. */
const KNOWN = `((SELECT platform.scope_purpose()) = 'invitation'
  AND (SELECT platform.scope_token_hash()) IN (secret_key, number_key))`;

export class IssuedDocuments1764170000000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('issuing'),
    `CREATE TABLE issuing.series (
      conference_id uuid PRIMARY KEY REFERENCES conference.conference,
      prefix text NOT NULL,
      year integer NOT NULL,
      last integer NOT NULL CHECK (last > 0)
    )`,
    ...protectTable({
      table: 'issuing.series',
      read: SCOPE.conferenceWide,
      write: hostDuty('reviews'),
      privileges: 'INSERT, UPDATE (last)',
    }),
    `CREATE TABLE issuing.issued_document (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      number text NOT NULL,
      kind text NOT NULL CHECK (kind = ANY (ARRAY['ORGANISATION_INVITATION'])),
      version integer NOT NULL,
      state text NOT NULL CHECK (state IN ('VALID', 'SUPERSEDED', 'WITHDRAWN', 'REVOKED')),
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      names text[] NOT NULL CHECK (names <> '{}'),
      template text NOT NULL,
      facts jsonb NOT NULL,
      secret text NOT NULL,
      secret_key text NOT NULL UNIQUE,
      number_key text NOT NULL,
      issued_by uuid NOT NULL,
      issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      ended_at timestamptz,
      UNIQUE (conference_id, number),
      UNIQUE (subject_id, kind, version),
      CONSTRAINT ended_once CHECK ((state = 'VALID') = (ended_at IS NULL))
    )`,
    'CREATE INDEX issued_document_number ON issuing.issued_document (number_key)',
    `CREATE UNIQUE INDEX issued_document_valid ON issuing.issued_document (subject_id, kind) WHERE state = 'VALID'`,
    `COMMENT ON INDEX issuing.issued_document_valid IS 'One valid document of a kind for each subject. A document ends once.'`,
    ...protectTable({
      table: 'issuing.issued_document',
      read: `${SCOPE.conferenceWide} OR ${KNOWN}`,
      write: hostDuty('reviews'),
      privileges: 'INSERT, UPDATE (state, ended_at)',
    }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA issuing CASCADE'];
}
