import { bodyOrConference, protectTable, SchemaMigration } from '#libs/platform';

/**
 * What people wrote beside their acts: questions, answers, reasons. It may name somebody and may have to be erased, which
 * the chained events never can be; so it is no part of them. An event holds a salted hash of it: while the text stands,
 * it can be proven to be the one that was written; with text and salt gone, the hash tells nothing.
 */
export class Remarks1764028803000 extends SchemaMigration {
  protected readonly statementsUp = [
    `CREATE TABLE audit.remark (
      event_id uuid PRIMARY KEY REFERENCES audit.event,
      conference_id uuid,
      body_id uuid,
      -- Both null once it is erased.
      text text,
      salt text,
      CHECK ((text IS NULL) = (salt IS NULL))
    )`,
    ...protectTable({
      table: 'audit.remark',
      read: bodyOrConference,
      write: bodyOrConference,
      privileges: 'INSERT',
    }),
    'DROP POLICY api_update ON audit.remark',
  ];

  protected readonly statementsDown = ['DROP TABLE audit.remark'];
}
