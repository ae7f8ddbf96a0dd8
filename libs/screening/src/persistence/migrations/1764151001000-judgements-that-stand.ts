import { SchemaMigration } from '#libs/platform';

/**
 * A name that one of a pair takes from the other is no news of the pair: what was judged stands. The words stay those of whoever said
 * them, so it is the owner who writes, and asks who it is for.
 */
export class JudgementsThatStand1764151001000 extends SchemaMigration {
  protected readonly statementsUp = [
    // The owner is bound by the walls too.
    'CREATE POLICY owner_keeps ON nominations.duplicate_judgement TO CURRENT_USER USING (true) WITH CHECK (true)',
    `CREATE FUNCTION nominations.keep_judgement(pair_first uuid, pair_second uuid, subject uuid, print text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        UPDATE nominations.duplicate_judgement SET
            first_name_print = CASE WHEN first_id = subject THEN print ELSE first_name_print END,
            second_name_print = CASE WHEN second_id = subject THEN print ELSE second_name_print END
          WHERE first_id = pair_first AND second_id = pair_second AND verdict = 'SAME'
            AND conference_id = ANY (access.acts_as('reviews'));
      END $$`,
    'REVOKE ALL ON FUNCTION nominations.keep_judgement FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION nominations.keep_judgement TO plenary_api',
  ];
  protected readonly statementsDown = [
    'DROP FUNCTION nominations.keep_judgement',
    'DROP POLICY owner_keeps ON nominations.duplicate_judgement',
  ];
}
