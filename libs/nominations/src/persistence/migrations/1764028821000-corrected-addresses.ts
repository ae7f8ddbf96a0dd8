import { bodyDuty, checkInstead, down, hostDuty, SchemaMigration, up } from '#libs/platform';

const coordinates = bodyDuty('coordinates');

const steps = [
  // A corrected address is screened anew, whoever corrected it; what a screening finds is the worker's to say.
  checkInstead(
    'nominations.screening',
    'api_insert',
    `state = 'PENDING' AND (${bodyDuty('drafts')} OR ${hostDuty('reviews')})`,
    coordinates,
  ),
  {
    // Past drafting the address is all that a body may change, and all that an officer ever may: a policy, which sees one
    // version of a row, cannot tell that from the rest. So the owner does it, and asks who it is for.
    up: [
      'CREATE POLICY owner_correct ON nominations.nomination FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true)',
      'CREATE POLICY owner_correct ON nominations.person TO CURRENT_USER USING (true) WITH CHECK (true)',
      `CREATE FUNCTION nominations.correct_email(subject uuid, address text, folded text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
        DECLARE corrected uuid;
        BEGIN
          UPDATE nominations.nomination SET version = version + 1, updated_at = clock_timestamp(),
              last_edited_by = platform.scope_user()
            WHERE id = subject AND state IN ('SUBMITTED', 'UNDER_REVIEW', 'APPROVED', 'RESERVED')
              AND (body_id = ANY (access.acts_as('drafts')) OR conference_id = ANY (access.acts_as('reviews')))
            RETURNING person_id INTO corrected;
          IF corrected IS NULL
          THEN RAISE EXCEPTION 'Only drafters of the body and officers correct an address, past drafting' USING ERRCODE = '42501';
          END IF;
          UPDATE nominations.person SET email = address, email_fold = folded WHERE id = corrected;
        END $$`,
      'REVOKE ALL ON FUNCTION nominations.correct_email FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION nominations.correct_email TO plenary_api',
    ],
    down: [
      'DROP FUNCTION nominations.correct_email',
      'DROP POLICY owner_correct ON nominations.person',
      'DROP POLICY owner_correct ON nominations.nomination',
    ],
  },
];

/** Drafters of the body and officers of the host may mend an address that was mistyped, and nothing beside it. */
export class CorrectedAddresses1764028821000 extends SchemaMigration {
  protected readonly statementsUp = up(steps);
  protected readonly statementsDown = down(steps);
}
