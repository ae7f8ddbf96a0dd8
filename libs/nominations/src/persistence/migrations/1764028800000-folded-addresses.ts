import { type QueryRunner } from 'typeorm';
import { foldEmail } from '#libs/kernel';
import { SchemaMigration } from '#libs/platform';

/**
 * Persons are looked up by the folding that the code uses. The database's `lower()` is another one beyond ASCII, so the
 * folded address is a column of its own, written with the address.
 */
export class FoldedAddresses1764028800000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE nominations.person ADD COLUMN email_fold text',
    // The owner is bound by the walls too.
    'ALTER TABLE nominations.person NO FORCE ROW LEVEL SECURITY',
    `UPDATE nominations.person SET email_fold = lower(email COLLATE "C") WHERE email IS NOT NULL`,
  ];

  protected readonly statementsDown = [
    'ALTER TABLE nominations.person DROP COLUMN email_fold',
    'CREATE INDEX person_email ON nominations.person (lower(email))',
  ];

  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    const others = (await runner.query(
      `SELECT id, email FROM nominations.person WHERE email ~ '[^\\x01-\\x7f]'`,
    )) as { id: string; email: string }[];
    for (const { id, email } of others) {
      await runner.query('UPDATE nominations.person SET email_fold = $2 WHERE id = $1', [
        id,
        foldEmail(email),
      ]);
    }
    for (const statement of [
      'ALTER TABLE nominations.person FORCE ROW LEVEL SECURITY',
      // Whoever writes an address and forgets its folding is told at once: a screening that finds nothing tells nobody.
      `ALTER TABLE nominations.person ADD CONSTRAINT person_email_folded CHECK ((email IS NULL) = (email_fold IS NULL))`,
      'DROP INDEX nominations.person_email',
      'CREATE INDEX person_email_fold ON nominations.person (conference_id, email_fold) WHERE email_fold IS NOT NULL',
    ])
      await runner.query(statement);
  }
}
