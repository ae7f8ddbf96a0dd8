import { type QueryRunner } from 'typeorm';
import { fillInBatches, SchemaMigration } from '#libs/platform';
import { personKeys } from '../../domain/folding.js';

const PERSON = 'ALTER TABLE nominations.person';

/** People are found by the sounds of the name for the badge too. The rows that are there get its codes here. */
export class AlikeByBadgeName1764118950000 extends SchemaMigration {
  // The owner is bound by the walls too.
  protected readonly statementsUp = [`${PERSON} NO FORCE ROW LEVEL SECURITY`];
  /** More codes than before only bring more people to be compared. */
  protected readonly statementsDown = [];

  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await fillInBatches<{ readonly id: string; readonly name: string; readonly badgeName: string }>(runner, {
      read: `SELECT id, name, badge_name AS "badgeName" FROM nominations.person
        WHERE badge_name IS NOT NULL AND id > $1 ORDER BY id LIMIT $2`,
      write: `UPDATE nominations.person p SET name_codes = string_to_array(v.codes, '|')
        FROM unnest($1::uuid[], $2::text[]) AS v (id, codes) WHERE p.id = v.id`,
      columns: (person) => [personKeys(person).nameCodes.join('|')],
    });
    await runner.query(`${PERSON} FORCE ROW LEVEL SECURITY`);
  }
}
