import { SchemaMigration } from '#libs/platform';

/**
 * Messages of a state or kind that is rare are found by it. How the mail of a batch fares is counted from the index alone;
 * the columns beside the state are those that the policies ask for.
 */
export class MessagesByStateAndKind1764113004000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE INDEX message_state ON notifications.message (conference_id, state, id)',
    'CREATE INDEX message_kind ON notifications.message (conference_id, kind, id)',
    'DROP INDEX notifications.message_batch',
    `CREATE INDEX message_batch ON notifications.message (batch_id) INCLUDE (state, conference_id, body_id)
      WHERE batch_id IS NOT NULL`,
  ];
  protected readonly statementsDown = [
    'DROP INDEX notifications.message_batch',
    'CREATE INDEX message_batch ON notifications.message (batch_id) WHERE batch_id IS NOT NULL',
    'DROP INDEX notifications.message_kind',
    'DROP INDEX notifications.message_state',
  ];
}
