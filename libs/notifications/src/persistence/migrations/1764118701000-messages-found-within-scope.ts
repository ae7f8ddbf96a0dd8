import { SchemaMigration } from '#libs/platform';
import { indexWithinScope, searchWithinScope, STATES } from './found-within-scope.js';

const OF_OWNER = 'CREATE POLICY owner_find ON notifications.message FOR SELECT TO CURRENT_USER USING (true)';

/**
 * Messages are searched as nominations are: by the owner, because a trigram index serves nobody who is under row-level security,
 * through an index that begins with the conference or bodies that are searched. What a body has none of is found by it
 * too, however many others have.
 */
export class MessagesFoundWithinScope1764118701000 extends SchemaMigration {
  protected readonly statementsUp = [indexWithinScope(STATES), OF_OWNER, ...searchWithinScope(STATES)];

  protected readonly statementsDown = [
    'DROP FUNCTION notifications.find',
    'DROP FUNCTION notifications.search',
    'DROP POLICY owner_find ON notifications.message',
    'DROP INDEX notifications.message_search',
  ];
}
