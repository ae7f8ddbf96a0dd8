import { createSchema, protectTable, SCOPE, SchemaMigration } from '#libs/platform';

const HOST_ONLY = SCOPE.conferenceWide;

/**
 * Reviews, their steps, decisions and batches. All of it is the host's alone until a batch is released: a partner reads
 * a decision only through `released_at`.
 */
export class ApprovalsSchema1763870440000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...createSchema('approvals'),
    `CREATE TABLE approvals.batch (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      number integer NOT NULL,
      size integer NOT NULL,
      released_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      released_by uuid NOT NULL,
      UNIQUE (conference_id, number)
    )`,
    ...protectTable({ table: 'approvals.batch', read: HOST_ONLY, write: HOST_ONLY, privileges: 'INSERT' }),

    // One passage of a subject through the stages; a nomination that comes back after a return gets a new one.
    `CREATE TABLE approvals.review (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      body_id uuid NOT NULL REFERENCES conference.body,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      plan jsonb NOT NULL,
      stage text NOT NULL CHECK (stage IN ('REVIEW', 'SIGN_OFF', 'RELEASE')),
      stage_since timestamptz NOT NULL DEFAULT clock_timestamp(),
      due_at timestamptz NOT NULL,
      -- What separation of duties looks at: who made and last edited the subject.
      created_by uuid,
      last_edited_by uuid,
      recommendation text CHECK (recommendation IN ('APPROVE', 'REJECT', 'RESERVE')),
      version integer NOT NULL DEFAULT 1,
      closed_at timestamptz,
      closed_as text,
      CHECK ((closed_at IS NULL) = (closed_as IS NULL))
    )`,
    'CREATE UNIQUE INDEX review_one_open ON approvals.review (subject_id) WHERE closed_at IS NULL',
    'CREATE INDEX review_inbox ON approvals.review (conference_id, due_at, id) WHERE closed_at IS NULL',
    'CREATE INDEX review_subject ON approvals.review (subject_id, id)',
    // A partner's submit opens and its withdraw closes the review, yet a partner never reads one.
    ...protectTable({
      table: 'approvals.review',
      read: HOST_ONLY,
      write: `${HOST_ONLY} OR ${SCOPE.ownBody}`,
    }),

    `CREATE TABLE approvals.step (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL,
      review_id uuid NOT NULL REFERENCES approvals.review,
      kind text NOT NULL CHECK (kind IN ('RECOMMEND', 'RETURN', 'SIGN_OFF', 'REOPEN')),
      outcome text CHECK (outcome IN ('APPROVE', 'REJECT', 'RESERVE')),
      note text,
      by_user uuid NOT NULL,
      on_behalf_of uuid CHECK (on_behalf_of <> by_user),
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      voided_at timestamptz
    )`,
    'CREATE INDEX step_review ON approvals.step (review_id, id)',
    "CREATE UNIQUE INDEX step_one_sign_off_each ON approvals.step (review_id, by_user) WHERE kind = 'SIGN_OFF' AND voided_at IS NULL",
    ...protectTable({ table: 'approvals.step', read: HOST_ONLY, write: HOST_ONLY }),

    `CREATE TABLE approvals.decision (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL,
      body_id uuid NOT NULL,
      review_id uuid NOT NULL REFERENCES approvals.review,
      subject_id uuid NOT NULL,
      outcome text NOT NULL CHECK (outcome IN ('APPROVE', 'REJECT', 'RESERVE')),
      reason_code text,
      reason_text text,
      is_reason_shared boolean NOT NULL DEFAULT true,
      is_quota_overridden boolean NOT NULL DEFAULT false,
      decided_by uuid NOT NULL,
      on_behalf_of uuid,
      decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      voided_at timestamptz,
      batch_id uuid REFERENCES approvals.batch,
      released_at timestamptz,
      CHECK (outcome <> 'REJECT' OR reason_code IS NOT NULL),
      CHECK ((batch_id IS NULL) = (released_at IS NULL)),
      CHECK (voided_at IS NULL OR released_at IS NULL)
    )`,
    'CREATE UNIQUE INDEX decision_one_standing ON approvals.decision (review_id) WHERE voided_at IS NULL',
    'CREATE INDEX decision_subject ON approvals.decision (subject_id) WHERE voided_at IS NULL',
    'CREATE INDEX decision_waiting ON approvals.decision (conference_id, decided_at, id) WHERE released_at IS NULL AND voided_at IS NULL',
    'CREATE INDEX decision_batch ON approvals.decision (batch_id)',
    ...protectTable({
      table: 'approvals.decision',
      read: `${HOST_ONLY} OR (released_at IS NOT NULL AND ${SCOPE.ownBody})`,
      write: HOST_ONLY,
    }),
    // The second wall of separation of duties; the first is in the domain.
    `CREATE FUNCTION approvals.separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM approvals.review r WHERE r.id = NEW.review_id AND NEW.by_user IN (r.created_by, r.last_edited_by))
          OR EXISTS (SELECT FROM approvals.step s WHERE s.review_id = NEW.review_id AND s.kind = 'RECOMMEND'
            AND s.voided_at IS NULL AND s.by_user = NEW.by_user)
        THEN RAISE EXCEPTION 'Nobody signs off what they made, edited or recommended'
          USING ERRCODE = '23514', CONSTRAINT = 'separation_of_duties';
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER separate_duties BEFORE INSERT ON approvals.step FOR EACH ROW WHEN (NEW.kind = 'SIGN_OFF')
      EXECUTE FUNCTION approvals.separate_duties()`,
    `CREATE TABLE approvals.absence (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      user_id uuid NOT NULL,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL CHECK (ends_at > starts_at)
    )`,
    ...protectTable({ table: 'approvals.absence', read: HOST_ONLY, write: HOST_ONLY }),
  ];

  protected readonly statementsDown = ['DROP SCHEMA approvals CASCADE'];
}
