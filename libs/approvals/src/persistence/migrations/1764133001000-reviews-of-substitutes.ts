import { bodyDuty, checkInstead, down, hostDuty, SchemaMigration, up } from '#libs/platform';

const closeReview = (alsoPermitted: string): string =>
  `CREATE OR REPLACE FUNCTION approvals.close_review(subject uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DECLARE closed uuid;
    BEGIN
      UPDATE approvals.review SET closed_at = clock_timestamp(), closed_as = reason
        WHERE subject_id = subject AND closed_at IS NULL AND (pg_has_role(session_user, 'plenary_worker', 'MEMBER')
          OR (reason = 'RETURNED' AND conference_id = ANY (access.acts_as('reviews')))
          OR (reason = 'WITHDRAWN' AND body_id = ANY (access.acts_as('coordinates')))${alsoPermitted})
        RETURNING id INTO closed;
      UPDATE approvals.decision SET voided_at = clock_timestamp()
        WHERE review_id = closed AND voided_at IS NULL AND released_at IS NULL;
    END $$`;

const steps = [
  {
    up: [
      closeReview(`
          OR (reason = 'SUPERSEDED' AND (body_id = ANY (access.acts_as('coordinates')) OR conference_id = ANY (access.acts_as('reviews'))))`),
    ],
    down: [closeReview('')],
  },
  checkInstead(
    'approvals.review',
    'api_insert',
    `${bodyDuty('coordinates')} OR ${hostDuty('reviews')}`,
    bodyDuty('coordinates'),
  ),
];

/** Whoever names somebody else for a place ends the review of the former and opens one of the new: coordinators and officers. */
export class ReviewsOfSubstitutes1764133001000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
