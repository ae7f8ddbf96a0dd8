import { SchemaMigration } from '#libs/platform';

const SIGNATURE = '(uuid, text, text, text, text)';

/**
 * Why a body nominates an address that a living nomination of its own has already. Past drafting it is written with the corrected
 * address alone, by the function that does that; the one of before stays for processes of before that are still running.
 */
export class MeantSeconds1764119961000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE nominations.nomination ADD COLUMN second_reason text',
    'GRANT UPDATE (second_reason) ON nominations.nomination TO plenary_api',
    `CREATE FUNCTION nominations.correct_email(subject uuid, address text, folded text, found_by text, why_second text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        PERFORM nominations.correct_email(subject, address, folded, found_by);
        UPDATE nominations.nomination SET second_reason = why_second WHERE id = subject;
      END $$`,
    `REVOKE ALL ON FUNCTION nominations.correct_email${SIGNATURE} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION nominations.correct_email${SIGNATURE} TO plenary_api`,
  ];
  protected readonly statementsDown = [
    `DROP FUNCTION nominations.correct_email${SIGNATURE}`,
    'ALTER TABLE nominations.nomination DROP COLUMN second_reason',
  ];
}
