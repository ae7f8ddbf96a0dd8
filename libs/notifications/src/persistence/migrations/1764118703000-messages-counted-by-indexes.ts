import { SchemaMigration } from '#libs/platform';

/** Lists are counted from their indexes alone: the policies ask for the conference and the body of each row. A body has one conference. */
export class MessagesCountedByIndexes1764118703000 extends SchemaMigration {
  protected readonly statementsUp = [
    'DROP INDEX notifications.message_conference',
    'DROP INDEX notifications.message_body',
    'CREATE INDEX message_conference ON notifications.message (conference_id, id) INCLUDE (body_id)',
    'CREATE INDEX message_body ON notifications.message (body_id, id) INCLUDE (conference_id)',
    'CREATE STATISTICS notifications.message_of_conference (dependencies) ON body_id, conference_id FROM notifications.message',
  ];

  protected readonly statementsDown = [
    'DROP STATISTICS notifications.message_of_conference',
    'DROP INDEX notifications.message_body',
    'DROP INDEX notifications.message_conference',
    'CREATE INDEX message_conference ON notifications.message (conference_id, id)',
    'CREATE INDEX message_body ON notifications.message (body_id, id)',
  ];
}
