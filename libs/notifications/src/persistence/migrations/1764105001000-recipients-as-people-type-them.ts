import { type QueryRunner } from 'typeorm';
import { fillInBatches, SchemaMigration } from '#libs/platform';
import { recipientSearchText } from '../../domain/recipient-search.js';

/** Messages are found by their recipients as nominations are by their people: whatever accents, order and script. */
export class RecipientsAsPeopleTypeThem1764105001000 extends SchemaMigration {
  protected readonly statementsUp = [
    `ALTER TABLE notifications.message ADD COLUMN search_text text NOT NULL DEFAULT ''`,
    // The owner is bound by the walls too.
    'ALTER TABLE notifications.message NO FORCE ROW LEVEL SECURITY',
  ];

  protected readonly statementsDown = ['ALTER TABLE notifications.message DROP COLUMN search_text'];

  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await fillInBatches<{ id: string; name: string; email: string }>(runner, {
      read: `SELECT id, recipient_name AS name, recipient_email AS email FROM notifications.message
        WHERE id > $1 ORDER BY id LIMIT $2`,
      write: `UPDATE notifications.message m SET search_text = v.search_text
        FROM unnest($1::uuid[], $2::text[]) AS v (id, search_text) WHERE m.id = v.id`,
      columns: (recipient) => [recipientSearchText(recipient)],
    });
    await runner.query('ALTER TABLE notifications.message FORCE ROW LEVEL SECURITY');
  }
}
