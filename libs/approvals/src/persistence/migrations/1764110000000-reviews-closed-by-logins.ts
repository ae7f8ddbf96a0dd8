import { SchemaMigration } from '#libs/platform';

const closeReview = (isWorker: string): string =>
  `CREATE OR REPLACE FUNCTION approvals.close_review(subject uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DECLARE closed uuid;
    BEGIN
      UPDATE approvals.review SET closed_at = clock_timestamp(), closed_as = reason
        WHERE subject_id = subject AND closed_at IS NULL AND (${isWorker} OR (reason = 'RETURNED' AND conference_id = ANY (access.acts_as('reviews')))
          OR (reason = 'WITHDRAWN' AND body_id = ANY (access.acts_as('coordinates'))))
        RETURNING id INTO closed;
      UPDATE approvals.decision SET voided_at = clock_timestamp()
        WHERE review_id = closed AND voided_at IS NULL AND released_at IS NULL;
    END $$`;

/**
 * The worker signs in under a name of its installation and takes the worker's role on; inside a function of the owner only
 * who signed in is still told.
 */
export class ReviewsClosedByLogins1764110000000 extends SchemaMigration {
  protected readonly statementsUp = [closeReview(`pg_has_role(session_user, 'plenary_worker', 'MEMBER')`)];
  protected readonly statementsDown = [closeReview(`session_user = 'plenary_worker'`)];
}
