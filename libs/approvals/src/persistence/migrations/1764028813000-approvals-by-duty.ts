import {
  bodyDuty,
  changeOnly,
  checkInstead,
  down,
  hostDuty,
  isCaller,
  SCOPE,
  SchemaMigration,
  up,
} from '#libs/platform';

const HOST_ONLY = SCOPE.conferenceWide;
const [reviews, approves] = [hostDuty('reviews'), hostDuty('approves')];

const closeReview = (permitted: string): string =>
  `CREATE OR REPLACE FUNCTION approvals.close_review(subject uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DECLARE closed uuid;
    BEGIN
      UPDATE approvals.review SET closed_at = clock_timestamp(), closed_as = reason
        WHERE subject_id = subject AND closed_at IS NULL AND (session_user = 'plenary_worker' OR ${permitted})
        RETURNING id INTO closed;
      UPDATE approvals.decision SET voided_at = clock_timestamp()
        WHERE review_id = closed AND voided_at IS NULL AND released_at IS NULL;
    END $$`;

/** `stands`: which recommendations count. */
const separateDutiesOfPromotion = (stands: string): string =>
  `CREATE OR REPLACE FUNCTION approvals.separate_duties_of_promotion() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM approvals.review r JOIN approvals.review o USING (subject_id) WHERE r.id = NEW.review_id
        AND (NEW.by_user IN (o.created_by, o.last_edited_by) OR EXISTS (SELECT FROM approvals.step s WHERE s.review_id = o.id
          AND s.kind = 'RECOMMEND'${stands} AND s.by_user = NEW.by_user)))
      THEN RAISE EXCEPTION 'Nobody promotes what they made, edited or recommended'
        USING ERRCODE = '23514', CONSTRAINT = 'separation_of_duties';
      END IF;
      RETURN NEW;
    END $$`;

const steps = [
  // Officers recommend and return, approvers sign off, reopen and promote: each in their own name.
  checkInstead(
    'approvals.step',
    'api_insert',
    `${isCaller('by_user')} AND ((kind IN ('RECOMMEND', 'RETURN') AND ${reviews})
      OR (kind IN ('SIGN_OFF', 'REOPEN', 'PROMOTE') AND ${approves}))`,
    HOST_ONLY,
  ),
  // A voice is only ever voided: what was said and who said it is what separation of duties looks at.
  checkInstead(
    'approvals.step',
    'api_update',
    `voided_at IS NOT NULL AND ((kind = 'RECOMMEND' AND ${reviews}) OR (kind = 'SIGN_OFF' AND ${approves}))`,
    HOST_ONLY,
  ),
  changeOnly('approvals.step', ['voided_at']),

  checkInstead('approvals.review', 'api_insert', bodyDuty('coordinates'), `${HOST_ONLY} OR ${SCOPE.ownBody}`),
  checkInstead(
    'approvals.review',
    'api_update',
    `${approves} OR (stage <> 'RELEASE' AND closed_at IS NULL AND ${reviews})`,
    `${HOST_ONLY} OR ${SCOPE.ownBody}`,
  ),
  changeOnly('approvals.review', [
    'stage',
    'stage_since',
    'stage_round',
    'due_at',
    'recommendation',
    'recommended_by',
    'signed_off_by',
    'closed_at',
    'closed_as',
  ]),
  {
    up: [
      closeReview(`(reason = 'RETURNED' AND conference_id = ANY (access.acts_as('reviews')))
          OR (reason = 'WITHDRAWN' AND body_id = ANY (access.acts_as('coordinates')))`),
    ],
    down: [
      closeReview(
        'conference_id = ANY (platform.scope_conferences()) OR body_id = ANY (platform.scope_bodies())',
      ),
    ],
  },

  checkInstead('approvals.decision', 'api_insert', `${isCaller('decided_by')} AND ${approves}`, HOST_ONLY),
  checkInstead('approvals.decision', 'api_update', approves, HOST_ONLY),
  changeOnly('approvals.decision', ['voided_at', 'batch_id', 'released_at']),
  checkInstead('approvals.batch', 'api_insert', `${isCaller('released_by')} AND ${approves}`, HOST_ONLY),
  checkInstead('approvals.absence', 'api_insert', hostDuty('approves', 'administers'), HOST_ONLY),

  // Whoever recommended and then changed their mind has recommended, as at a sign-off.
  {
    up: [separateDutiesOfPromotion('')],
    down: [separateDutiesOfPromotion(' AND s.voided_at IS NULL')],
  },
];

/** The database knows officers from approvers from administrators, and keeps what separation of duties looks at. */
export class ApprovalsByDuty1764028813000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
