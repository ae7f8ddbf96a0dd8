import { type QueryRunner } from 'typeorm';
import { foldEmail } from '#libs/kernel';
import { SchemaMigration } from '#libs/platform';

/**
 * An address is folded with its domain in A-form, so that people sign in by either spelling. Where two users turn out to have
 * one mailbox, both stay as they are, each with its own spelling.
 */
export class AddressesByMailbox1764105002000 extends SchemaMigration {
  // The owner is bound by the walls too.
  protected readonly statementsUp = ['ALTER TABLE access.app_user NO FORCE ROW LEVEL SECURITY'];
  protected readonly statementsDown = [];

  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    const users = (await runner.query(
      `SELECT id, email FROM access.app_user WHERE email ~ '[^\\x01-\\x7f]' ORDER BY id`,
    )) as { id: string; email: string }[];
    for (const { id, email } of users) {
      await runner.query(
        `UPDATE access.app_user SET email_fold = $2 WHERE id = $1
          AND NOT EXISTS (SELECT FROM access.app_user other WHERE other.email_fold = $2 AND other.id <> $1)`,
        [id, foldEmail(email)],
      );
    }
    await runner.query('ALTER TABLE access.app_user FORCE ROW LEVEL SECURITY');
  }
}
