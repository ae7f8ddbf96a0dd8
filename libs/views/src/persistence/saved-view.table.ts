import { boolean, instant, integer, oneOf, table, text, uuid } from '#libs/platform';
import { VIEW_LISTS } from '../domain/saved-view.js';

/** The filter and the order of a list under a name: of the person who saved it, in one body or, without one, at the host. */
export const SAVED_VIEW = table('views.saved_view', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid().orNull(),
  userId: uuid(),
  list: oneOf(VIEW_LISTS),
  name: text().changeable(),
  /** As the address of the list has it behind the question mark. */
  query: text().changeable(),
  /** With the people of the body, or of the host. */
  isShared: boolean().byDefault().changeable(),
  version: integer().byDefault().changeable(),
  createdAt: instant().byDefault(),
});
