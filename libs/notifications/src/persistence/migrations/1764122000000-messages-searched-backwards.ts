import { SchemaMigration } from '#libs/platform';
import { searchBackwards, STANDINGS } from './found-within-scope.js';

/** The last page of messages that a search finds, and the page before a cursor. */
export class MessagesSearchedBackwards1764122000000 extends SchemaMigration {
  protected readonly statementsUp = searchBackwards(STANDINGS);

  protected readonly statementsDown = ['DROP FUNCTION notifications.search_backwards'];
}
