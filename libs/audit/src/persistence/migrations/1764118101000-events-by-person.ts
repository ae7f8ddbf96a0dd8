import { SchemaMigration } from '#libs/platform';

const PEOPLE = { event_actor: 'actor_id', event_on_behalf_of: 'on_behalf_of_id' };

/** What one person did, and what others did in their name, is read from its index: it was looked for among all entries. */
export class EventsByPerson1764118101000 extends SchemaMigration {
  protected readonly statementsUp = Object.entries(PEOPLE).map(
    ([index, person]) => `CREATE INDEX ${index} ON audit.event (${person}, id) WHERE ${person} IS NOT NULL`,
  );
  protected readonly statementsDown = Object.keys(PEOPLE).map((index) => `DROP INDEX audit.${index}`);
}
