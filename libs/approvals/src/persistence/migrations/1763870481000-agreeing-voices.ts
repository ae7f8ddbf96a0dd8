import { SchemaMigration } from '#libs/platform';

const FORMER_COLUMNS = `r.id, r.conference_id, r.body_id, r.subject_id, r.stage, r.stage_since, r.due_at, r.created_by, r.last_edited_by,
  r.recommendation, r.recommended_by, r.signed_off_by, d.id AS decision_id, d.outcome, d.decided_by, d.decided_at`;

const openReview = (columns: string): string[] => [
  'DROP VIEW approvals.open_review',
  `CREATE VIEW approvals.open_review WITH (security_invoker = true) AS SELECT ${columns}
    FROM approvals.review r LEFT JOIN approvals.decision d ON d.review_id = r.id AND d.voided_at IS NULL
    WHERE r.closed_at IS NULL`,
  'GRANT SELECT ON approvals.open_review TO plenary_api, plenary_worker',
];

const refuse = (constraint: string, message: string): string =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = '23514', CONSTRAINT = '${constraint}'`;

const IS_APPROVER = (user: string): string =>
  `EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = ${user} AND g.conference_id = subject.conference_id
    AND g.role = 'HOST_APPROVER' AND g.revoked_at IS NULL)`;

/**
 * A quorum is of voices that agree: each step keeps its own reason and override, and the database counts once more before
 * a decision stands. Duties are separate over all passages of a subject, one person is heard once, and whoever signs, or
 * is signed for, has to be an approver.
 */
export class AgreeingVoices1763870481000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE approvals.step ADD COLUMN reason_code text,
      ADD COLUMN is_reason_shared boolean NOT NULL DEFAULT true,
      ADD COLUMN is_quota_overridden boolean NOT NULL DEFAULT false`,
    "ALTER TABLE approvals.review ADD COLUMN involved_before uuid[] NOT NULL DEFAULT '{}'",
    ...openReview(`${FORMER_COLUMNS}, r.involved_before`),
    // A partner's submission opens the review, and a partner reads none of the earlier ones: so as the owner.
    `CREATE FUNCTION approvals.carry_duties() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        NEW.involved_before := ARRAY(SELECT DISTINCT person FROM approvals.review r,
            unnest(r.involved_before || r.recommended_by || ARRAY[r.created_by, r.last_edited_by]) AS person
          WHERE r.subject_id = NEW.subject_id AND person IS NOT NULL);
        RETURN NEW;
      END $$`,
    'REVOKE ALL ON FUNCTION approvals.carry_duties FROM PUBLIC',
    `CREATE TRIGGER carry_duties BEFORE INSERT ON approvals.review FOR EACH ROW EXECUTE FUNCTION approvals.carry_duties()`,

    `CREATE UNIQUE INDEX step_one_sign_off_for_each ON approvals.step (review_id, coalesce(on_behalf_of, by_user))
      WHERE kind = 'SIGN_OFF' AND voided_at IS NULL`,
    `CREATE OR REPLACE FUNCTION approvals.separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        subject approvals.review;
        people uuid[] := array_remove(ARRAY[NEW.by_user, NEW.on_behalf_of], NULL);
      BEGIN
        SELECT * INTO subject FROM approvals.review r WHERE r.id = NEW.review_id;
        IF EXISTS (SELECT FROM approvals.review r WHERE r.subject_id = subject.subject_id
            AND (r.created_by = ANY (people) OR r.last_edited_by = ANY (people)))
          OR EXISTS (SELECT FROM approvals.review r JOIN approvals.step s ON s.review_id = r.id
            WHERE r.subject_id = subject.subject_id AND s.kind = 'RECOMMEND' AND s.by_user = ANY (people))
        THEN ${refuse('separation_of_duties', 'Nobody signs off what they made, edited or recommended')};
        END IF;
        IF EXISTS (SELECT FROM approvals.step s WHERE s.review_id = NEW.review_id AND s.kind = 'SIGN_OFF'
            AND s.voided_at IS NULL AND (s.by_user = ANY (people) OR s.on_behalf_of = ANY (people)))
        THEN ${refuse('one_voice_each', 'One person is heard once')};
        END IF;
        IF NOT ${IS_APPROVER('NEW.by_user')} OR (NEW.on_behalf_of IS NOT NULL AND NOT (${IS_APPROVER('NEW.on_behalf_of')}
            AND EXISTS (SELECT FROM approvals.absence a WHERE a.conference_id = subject.conference_id
              AND a.user_id = NEW.on_behalf_of AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at)))
        THEN ${refuse('approvers_sign', 'Only an approver signs off, and only for an approver who is absent')};
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE FUNCTION approvals.require_quorum() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE needed integer;
      BEGIN
        SELECT (r.plan->'stages'->1->>'quorum')::integer INTO needed FROM approvals.review r
          WHERE r.id = NEW.review_id AND r.subject_id = NEW.subject_id AND r.closed_at IS NULL;
        IF needed IS NULL OR needed > (SELECT count(*) FROM approvals.step s WHERE s.review_id = NEW.review_id
            AND s.kind = 'SIGN_OFF' AND s.voided_at IS NULL AND s.outcome = NEW.outcome AND s.is_quota_overridden = NEW.is_quota_overridden)
          OR NOT EXISTS (SELECT FROM approvals.step s WHERE s.review_id = NEW.review_id AND s.kind = 'SIGN_OFF' AND s.voided_at IS NULL
            AND s.outcome = NEW.outcome AND s.by_user = NEW.decided_by AND s.on_behalf_of IS NOT DISTINCT FROM NEW.on_behalf_of)
        THEN ${refuse('decision_needs_quorum', 'A decision needs the agreement of its quorum')};
        END IF;
        RETURN NEW;
      END $$`,
    `CREATE TRIGGER require_quorum BEFORE INSERT ON approvals.decision FOR EACH ROW EXECUTE FUNCTION approvals.require_quorum()`,
  ];

  protected readonly statementsDown = [
    'DROP TRIGGER require_quorum ON approvals.decision',
    'DROP FUNCTION approvals.require_quorum',
    'DROP TRIGGER carry_duties ON approvals.review',
    'DROP FUNCTION approvals.carry_duties',
    'DROP INDEX approvals.step_one_sign_off_for_each',
    `CREATE OR REPLACE FUNCTION approvals.separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM approvals.review r WHERE r.id = NEW.review_id AND NEW.by_user IN (r.created_by, r.last_edited_by))
          OR EXISTS (SELECT FROM approvals.step s WHERE s.review_id = NEW.review_id AND s.kind = 'RECOMMEND'
            AND s.voided_at IS NULL AND s.by_user = NEW.by_user)
        THEN ${refuse('separation_of_duties', 'Nobody signs off what they made, edited or recommended')};
        END IF;
        RETURN NEW;
      END $$`,
    ...openReview(FORMER_COLUMNS),
    'ALTER TABLE approvals.review DROP COLUMN involved_before',
    'ALTER TABLE approvals.step DROP COLUMN reason_code, DROP COLUMN is_reason_shared, DROP COLUMN is_quota_overridden',
  ];
}
