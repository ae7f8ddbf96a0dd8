import { SchemaMigration } from '#libs/platform';

const FACTS = ['name', 'badge_name', 'honorific', 'organisation', 'job_title', 'country', 'language'];
const KEYS = ['name_key', 'name_codes'];

/**
 * Past drafting a policy, which sees one version of a row, cannot tell facts about the person from the rest of it. So the owner
 * corrects them, as it does the address, and asks who it is for.
 */
export class PeopleCorrected1764119941000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE FUNCTION nominations.correct_person(subject uuid, facts jsonb, found_by text, sorted_by text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE corrected uuid;
      BEGIN
        UPDATE nominations.nomination SET version = version + 1, updated_at = clock_timestamp(),
            last_edited_by = platform.scope_user(), search_text = found_by, sort_name = sorted_by
          WHERE id = subject AND state IN ('SUBMITTED', 'UNDER_REVIEW', 'APPROVED', 'RESERVED')
            AND (body_id = ANY (access.acts_as('drafts')) OR conference_id = ANY (access.acts_as('reviews')))
          RETURNING person_id INTO corrected;
        IF corrected IS NULL
        THEN RAISE EXCEPTION 'Only drafters of the body and officers correct a person, past drafting' USING ERRCODE = '42501';
        END IF;
        UPDATE nominations.person p SET ${[...FACTS, ...KEYS].map((column) => `${column} = f.${column}`).join(', ')}
          FROM jsonb_populate_record(NULL::nominations.person, facts) f WHERE p.id = corrected;
      END $$`,
    'REVOKE ALL ON FUNCTION nominations.correct_person FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION nominations.correct_person TO plenary_api',
  ];
  protected readonly statementsDown = ['DROP FUNCTION nominations.correct_person'];
}
