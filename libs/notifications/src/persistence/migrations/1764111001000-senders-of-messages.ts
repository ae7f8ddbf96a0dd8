import { SchemaMigration } from '#libs/platform';

/** Which process holds the lease of a message, so that its death is seen at once. */
export class SendersOfMessages1764111001000 extends SchemaMigration {
  protected readonly statementsUp = ['ALTER TABLE notifications.message ADD COLUMN lease_holder integer'];

  protected readonly statementsDown = ['ALTER TABLE notifications.message DROP COLUMN lease_holder'];
}
