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
      recommended_by uuid[] NOT NULL DEFAULT '{}',
      signed_off_by uuid[] NOT NULL DEFAULT '{}',
      escalated_at timestamptz,
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
    // A partner withdraws without being able to read the host's review: this closes it for whoever has the body in scope.
    ...['review', 'decision', 'step'].map(
      (table) =>
        `CREATE POLICY owner_close ON approvals.${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    ),
    `CREATE FUNCTION approvals.close_review(subject uuid, reason text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE closed uuid;
      BEGIN
        UPDATE approvals.review SET closed_at = clock_timestamp(), closed_as = reason
          WHERE subject_id = subject AND closed_at IS NULL AND (session_user = 'plenary_worker'
            OR conference_id = ANY (platform.scope_conferences()) OR body_id = ANY (platform.scope_bodies()))
          RETURNING id INTO closed;
        UPDATE approvals.decision SET voided_at = clock_timestamp()
          WHERE review_id = closed AND voided_at IS NULL AND released_at IS NULL;
      END $$`,
    'REVOKE ALL ON FUNCTION approvals.close_review FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION approvals.close_review TO plenary_api, plenary_worker',
    // What other contexts join: open reviews with the decision that stands, behind the caller's own policies.
    `CREATE VIEW approvals.open_review WITH (security_invoker = true) AS
      SELECT r.id, r.conference_id, r.body_id, r.subject_id, r.stage, r.stage_since, r.due_at, r.created_by, r.last_edited_by,
        r.recommendation, r.recommended_by, r.signed_off_by, d.id AS decision_id, d.outcome, d.decided_by, d.decided_at
      FROM approvals.review r LEFT JOIN approvals.decision d ON d.review_id = r.id AND d.voided_at IS NULL
      WHERE r.closed_at IS NULL`,
    'GRANT SELECT ON approvals.open_review TO plenary_api, plenary_worker',
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
