import { bodyOrConference, createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';
import { FIRST_SEARCH } from './first-search.js';

const HOST_ONLY = SCOPE.conferenceWide;

/** Persons, nominations, quotas with their ledger, screening results and the watch list. */
export class NominationsSchema1763870450000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('nominations'),
    // Each body keeps its own record of a person, so that no key of one body can answer for another's row.
    `CREATE TABLE nominations.person (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      name text NOT NULL,
      honorific text,
      email text,
      organisation text,
      job_title text,
      country text CHECK (country ~ '^[A-Z]{2}$'),
      language text
    )`,
    'CREATE INDEX person_email ON nominations.person (lower(email))',
    ...protectTable({ table: 'nominations.person', read: bodyOrConference, write: bodyOrConference }),

    `CREATE TABLE nominations.nomination (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      constituency_id uuid NOT NULL REFERENCES conference.constituency,
      person_id uuid NOT NULL REFERENCES nominations.person,
      -- Random, so that one body cannot read from it how busy the others are.
      reference text NOT NULL CONSTRAINT nomination_reference UNIQUE,
      -- The published state; DECIDED is what the host sees while an unreleased decision stands (see the README).
      state text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'RESERVED',
        'REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED')),
      version integer NOT NULL DEFAULT 1,
      capacity text NOT NULL CHECK (capacity IN ('DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS')),
      justification text,
      rank integer CHECK (rank BETWEEN 1 AND 100000),
      return_question text,
      created_by uuid NOT NULL,
      last_edited_by uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      submitted_at timestamptz,
      -- Folded name, organisation and reference for searching; sort_name for ordering.
      search_text text NOT NULL,
      sort_name text COLLATE "C" NOT NULL
    )`,
    // Ids are UUIDv7: their order is the order of making, and every list ends in them.
    ...['conference_id', 'body_id'].flatMap((scope) => [
      `CREATE INDEX ON nominations.nomination (${scope}, id)`,
      `CREATE INDEX ON nominations.nomination (${scope}, updated_at, id)`,
      `CREATE INDEX ON nominations.nomination (${scope}, sort_name, id)`,
      `CREATE INDEX ON nominations.nomination (${scope}, coalesce(rank, 2147483647), id)`,
      `CREATE INDEX ON nominations.nomination (${scope}, state, id)`,
    ]),
    'CREATE INDEX nomination_person ON nominations.nomination (person_id)',
    'CREATE INDEX nomination_search ON nominations.nomination USING gin (search_text gin_trgm_ops)',
    ...protectTable({ table: 'nominations.nomination', read: bodyOrConference, write: bodyOrConference }),

    'CREATE POLICY owner_search ON nominations.nomination FOR SELECT TO CURRENT_USER USING (true)',
    ...FIRST_SEARCH,

    `CREATE TABLE nominations.quota (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      constituency_id uuid NOT NULL REFERENCES conference.constituency,
      allotted integer NOT NULL CHECK (allotted >= 0),
      -- Places beyond the allotment that an approver gave with a reason.
      overridden integer NOT NULL DEFAULT 0 CHECK (overridden >= 0),
      held integer NOT NULL DEFAULT 0 CHECK (held >= 0),
      consumed integer NOT NULL DEFAULT 0 CHECK (consumed >= 0),
      CONSTRAINT quota_not_overrun CHECK (held + consumed <= allotted + overridden),
      UNIQUE (body_id, constituency_id)
    )`,
    'CREATE INDEX quota_conference ON nominations.quota (conference_id)',
    ...protectTable({ table: 'nominations.quota', read: bodyOrConference, write: bodyOrConference }),

    `CREATE TABLE nominations.quota_entry (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL,
      body_id uuid NOT NULL,
      quota_id uuid NOT NULL REFERENCES nominations.quota,
      nomination_id uuid REFERENCES nominations.nomination,
      kind text NOT NULL CHECK (kind IN ('ALLOCATE', 'HOLD', 'CONSUME', 'RELEASE', 'TRANSFER', 'OVERRIDE')),
      held_delta integer NOT NULL,
      consumed_delta integer NOT NULL,
      allotted_delta integer NOT NULL DEFAULT 0,
      by_user uuid,
      reason text,
      at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    'CREATE INDEX quota_entry_quota ON nominations.quota_entry (quota_id, id)',
    'CREATE INDEX quota_entry_nomination ON nominations.quota_entry (nomination_id, id)',
    ...protectTable({
      table: 'nominations.quota_entry',
      read: bodyOrConference,
      write: bodyOrConference,
      privileges: 'INSERT',
    }),
    'DROP POLICY api_update ON nominations.quota_entry',

    // One row a screener and passage; the officer sees the newest passage.
    `CREATE TABLE nominations.screening (
      nomination_id uuid NOT NULL REFERENCES nominations.nomination,
      nomination_version integer NOT NULL,
      kind text NOT NULL CHECK (kind IN ('DUPLICATES', 'COMPLETENESS', 'PREVIOUS_REFUSALS', 'QUOTA', 'WATCH_LIST')),
      conference_id uuid NOT NULL,
      body_id uuid NOT NULL,
      state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'CLEAR', 'FLAGGED', 'FAILED')),
      findings jsonb NOT NULL DEFAULT '{}',
      attempts integer NOT NULL DEFAULT 0,
      finished_at timestamptz,
      PRIMARY KEY (nomination_id, nomination_version, kind)
    )`,
    // The partner's submit creates the pending rows but never reads what was found: findings name other bodies' people.
    ...protectTable({
      table: 'nominations.screening',
      read: HOST_ONLY,
      write: `${HOST_ONLY} OR ${SCOPE.ownBody}`,
      privileges: 'INSERT',
    }),
    'DROP POLICY api_update ON nominations.screening',

    `CREATE TABLE nominations.duplicate (
      conference_id uuid NOT NULL,
      nomination_id uuid NOT NULL REFERENCES nominations.nomination,
      other_id uuid NOT NULL REFERENCES nominations.nomination,
      score real NOT NULL CHECK (score BETWEEN 0 AND 1),
      reasons text[] NOT NULL,
      PRIMARY KEY (nomination_id, other_id)
    )`,
    'CREATE INDEX duplicate_other ON nominations.duplicate (other_id)',
    ...protectTable({ table: 'nominations.duplicate', read: HOST_ONLY }),

    `CREATE TABLE nominations.watch_list_entry (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      name text NOT NULL,
      name_fold text NOT NULL,
      note text,
      added_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    'CREATE INDEX watch_list_conference ON nominations.watch_list_entry (conference_id, name_fold)',
    ...protectTable({
      table: 'nominations.watch_list_entry',
      read: HOST_ONLY,
      write: HOST_ONLY,
      privileges: 'INSERT, DELETE',
    }),
    'DROP POLICY api_update ON nominations.watch_list_entry',
  ];

  protected readonly statementsDown = ['DROP SCHEMA nominations CASCADE'];
}
