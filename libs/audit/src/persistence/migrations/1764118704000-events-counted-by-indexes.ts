import { SchemaMigration } from '#libs/platform';

const SCOPES = [
  { name: 'event_conference', on: '(conference_id, id)', beside: 'body_id', where: '' },
  { name: 'event_body', on: '(body_id, id)', beside: 'conference_id', where: ' WHERE body_id IS NOT NULL' },
  { name: 'event_action', on: '(conference_id, action, id)', beside: 'body_id', where: '' },
] as const;

/** The trail is counted from its indexes alone: the policies ask for the conference and the body of each entry. A body has one conference. */
export class EventsCountedByIndexes1764118704000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE STATISTICS audit.event_of_conference (dependencies) ON body_id, conference_id FROM audit.event',
    ...SCOPES.flatMap(({ name, on, beside, where }) => [
      `DROP INDEX audit.${name}`,
      `CREATE INDEX ${name} ON audit.event ${on} INCLUDE (${beside})${where}`,
    ]),
  ];

  protected readonly statementsDown = [
    ...SCOPES.flatMap(({ name, on, where }) => [
      `DROP INDEX audit.${name}`,
      `CREATE INDEX ${name} ON audit.event ${on}${where}`,
    ]),
    'DROP STATISTICS audit.event_of_conference',
  ];
}
