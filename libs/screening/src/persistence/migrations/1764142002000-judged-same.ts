import { SchemaMigration } from '#libs/platform';

/** Who is one person is asked by every release and promotion; those that were judged different are far more. */
export class JudgedSame1764142002000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE INDEX judgement_of_same ON nominations.duplicate_judgement (conference_id, first_id, second_id) WHERE verdict = 'SAME'`,
    `COMMENT ON INDEX nominations.judgement_of_same IS 'releases and promotions: nominations of one person'`,
  ];

  protected readonly statementsDown = ['DROP INDEX nominations.judgement_of_same'];
}
