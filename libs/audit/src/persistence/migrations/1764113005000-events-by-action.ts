import { SchemaMigration } from '#libs/platform';

/** The trail of one action is read from its index: a rare one was looked for among all entries. */
export class EventsByAction1764113005000 extends SchemaMigration {
  protected readonly statementsUp = ['CREATE INDEX event_action ON audit.event (conference_id, action, id)'];
  protected readonly statementsDown = ['DROP INDEX audit.event_action'];
}
