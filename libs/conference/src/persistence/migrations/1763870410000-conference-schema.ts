import { createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const REFERENCE = (table: string) =>
  protectTable({ table, read: SCOPE.everybody, write: SCOPE.conferenceWide });

/** Conference, bodies, constituencies, windows, themes and principles: public reference data, changed by the host. */
export class ConferenceSchema1763870410000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('conference'),
    `CREATE TABLE conference.conference (
      id uuid PRIMARY KEY,
      slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{1,63}$'),
      name text NOT NULL,
      venue text NOT NULL,
      city text NOT NULL,
      starts_on date NOT NULL,
      ends_on date NOT NULL CHECK (ends_on >= starts_on),
      time_zone text NOT NULL,
      capacity integer NOT NULL CHECK (capacity > 0),
      locales text[] NOT NULL DEFAULT '{en}',
      -- Decisions take effect at once instead of waiting for their batch.
      releases_at_once boolean NOT NULL DEFAULT false,
      -- Stages with quorum, due and reminder times; pinned to each nomination at submission.
      approval_plan jsonb NOT NULL,
      -- Hours that an invitee has to answer.
      response_hours integer NOT NULL DEFAULT 336 CHECK (response_hours > 0)
    )`,
    ...protectTable({
      table: 'conference.conference',
      read: SCOPE.everybody,
      write: 'id = ANY ((SELECT platform.scope_conferences())::uuid[])',
      privileges: 'UPDATE',
    }),
    `CREATE TABLE conference.body (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      kind text NOT NULL CHECK (kind IN ('HOST', 'PARTNER')),
      code text NOT NULL CHECK (code ~ '^[A-Z0-9]{1,12}$'),
      name text NOT NULL,
      UNIQUE (conference_id, code),
      -- Lets a grant prove that its body belongs to its conference.
      UNIQUE (id, conference_id)
    )`,
    "CREATE UNIQUE INDEX body_one_host ON conference.body (conference_id) WHERE kind = 'HOST'",
    ...REFERENCE('conference.body'),
    `CREATE TABLE conference.constituency (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      code text NOT NULL,
      name text NOT NULL,
      position integer NOT NULL,
      UNIQUE (conference_id, code)
    )`,
    ...REFERENCE('conference.constituency'),
    `CREATE TABLE conference.theme (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      name text NOT NULL,
      position integer NOT NULL,
      UNIQUE (conference_id, position)
    )`,
    ...REFERENCE('conference.theme'),
    `CREATE TABLE conference.principle (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      number integer NOT NULL,
      text text NOT NULL,
      UNIQUE (conference_id, number)
    )`,
    ...REFERENCE('conference.principle'),
    `CREATE TABLE conference.time_window (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      kind text NOT NULL CHECK (kind IN ('NOMINATION', 'CONFIRMATION')),
      opens_at timestamptz NOT NULL,
      closes_at timestamptz NOT NULL CHECK (closes_at > opens_at)
    )`,
    'CREATE INDEX time_window_conference ON conference.time_window (conference_id, kind)',
    ...REFERENCE('conference.time_window'),
  ];

  protected readonly statementsDown = ['DROP SCHEMA conference CASCADE'];
}
