import {
  changeOnly,
  checkInstead,
  hostDuty,
  isCaller,
  protectTable,
  SCOPE,
  SchemaMigration,
  up,
} from '#libs/platform';

const HOST_ONLY = SCOPE.conferenceWide;
const REFUSED = `USING ERRCODE = '23514', CONSTRAINT =`;

/** SQL: the role that acts at the stage of review `r`. */
const ROLE = `CASE r.stage WHEN 'REVIEW' THEN 'HOST_OFFICER' ELSE 'HOST_APPROVER' END`;
/** SQL: whose hands review `r` went through, or who has spoken at its stage: they may not act on it there. */
const HANDS = `CASE r.stage WHEN 'REVIEW' THEN r.recommended_by || r.created_by
  ELSE r.recommended_by || r.involved_before || r.signed_off_by || ARRAY[r.created_by, r.last_edited_by] END`;

/**
 * Who has taken a review on. A claim is of one stage: it stands while the review waits there, its holder may act on it, has the
 * role for it and has not been away since. Nothing has to be swept: what does not stand is not in the view.
 */
export class Claims1764141001000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE approvals.claim (
      id uuid PRIMARY KEY,
      conference_id uuid NOT NULL REFERENCES conference.conference,
      review_id uuid NOT NULL REFERENCES approvals.review,
      stage_round integer NOT NULL,
      user_id uuid NOT NULL,
      assigned_by uuid,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      ended_at timestamptz
    )`,
    'CREATE UNIQUE INDEX claim_one_each ON approvals.claim (review_id) WHERE ended_at IS NULL',
    `COMMENT ON INDEX approvals.claim_one_each IS 'One person is on a review at a time; found by the reviews of a list.'`,
    'CREATE INDEX claim_of_person ON approvals.claim (conference_id, user_id) WHERE ended_at IS NULL',
    `COMMENT ON INDEX approvals.claim_of_person IS 'What somebody is on: the inbox filtered by whose it is, and the load of each before an assignment.'`,
    ...protectTable({ table: 'approvals.claim', read: HOST_ONLY, write: HOST_ONLY }),
    ...up([
      checkInstead(
        'approvals.claim',
        'api_insert',
        `(assigned_by IS NULL AND ${isCaller('user_id')} AND ${hostDuty('reviews', 'approves')})
          OR (${isCaller('assigned_by')} AND ${hostDuty('reviews', 'administers')})`,
        HOST_ONLY,
      ),
      checkInstead(
        'approvals.claim',
        'api_update',
        `ended_at IS NOT NULL AND ${hostDuty('reviews', 'approves', 'administers')}`,
        HOST_ONLY,
      ),
      changeOnly('approvals.claim', ['ended_at']),
    ]),
    // After the walls were asked, so that whoever may not write here hears nothing of the review.
    `CREATE FUNCTION approvals.separate_claims() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE r approvals.review;
      BEGIN
        SELECT * INTO r FROM approvals.review o WHERE o.id = NEW.review_id AND o.closed_at IS NULL
          AND o.conference_id = NEW.conference_id AND o.stage_round = NEW.stage_round AND o.stage <> 'RELEASE';
        IF r.id IS NULL
        THEN RAISE EXCEPTION 'A claim is of the stage at which a review waits' ${REFUSED} 'claim_of_open_stage';
        END IF;
        IF NOT EXISTS (SELECT FROM access.held_role h WHERE h.user_id = NEW.user_id AND h.conference_id = r.conference_id AND h.role = ${ROLE})
        THEN RAISE EXCEPTION 'A review is taken by whoever has the role for its stage' ${REFUSED} 'claim_needs_role';
        END IF;
        IF NEW.user_id = ANY (${HANDS}) OR (r.stage = 'SIGN_OFF' AND EXISTS (SELECT FROM approvals.involvement i
          WHERE i.subject_id = r.subject_id AND i.user_id = NEW.user_id))
        THEN RAISE EXCEPTION 'Nobody takes the review of what they may not act on' ${REFUSED} 'separation_of_duties';
        END IF;
        RETURN NULL;
      END $$`,
    `CREATE TRIGGER separate_claims AFTER INSERT ON approvals.claim FOR EACH ROW WHEN (NEW.ended_at IS NULL)
      EXECUTE FUNCTION approvals.separate_claims()`,
    `CREATE VIEW approvals.standing_claim WITH (security_invoker = true) AS
      SELECT c.id, c.conference_id, c.review_id, r.subject_id, c.user_id, c.assigned_by, c.at
      FROM approvals.claim c JOIN approvals.review r ON r.id = c.review_id AND r.stage_round = c.stage_round
      WHERE c.ended_at IS NULL AND r.closed_at IS NULL AND r.stage <> 'RELEASE' AND (c.user_id = ANY (${HANDS})) IS NOT TRUE
        AND EXISTS (SELECT FROM access.held_role h WHERE h.user_id = c.user_id AND h.conference_id = c.conference_id
          AND h.role = ${ROLE} AND h.since <= c.at)
        AND NOT EXISTS (SELECT FROM approvals.absence a WHERE a.user_id = c.user_id AND a.conference_id = c.conference_id
          AND a.ends_at > c.at AND a.starts_at <= clock_timestamp())`,
    'GRANT SELECT ON approvals.standing_claim TO plenary_api, plenary_worker',
  ];

  protected readonly statementsDown = [
    'DROP VIEW approvals.standing_claim',
    'DROP TABLE approvals.claim',
    'DROP FUNCTION approvals.separate_claims',
  ];
}
