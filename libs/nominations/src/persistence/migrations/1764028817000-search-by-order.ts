import { SchemaMigration } from '#libs/platform';
import { FIRST_SEARCH } from './first-search.js';
import { SEARCH_BY_ORDER, WITHOUT_SEARCH_BY_ORDER } from './search-by-order.js';

/**
 * Searches as the first of them, which looks ids up as the owner because a trigram index serves nobody who is under
 * policies, and applies the caller's scope itself. One function an order, with plans that are made once: planning anew
 * cost half of a search. And the planner, which sees no statistics through policies, took every pattern for a rare one:
 * for part of a frequent name reading the list in its order fills a page sooner than collecting all hits does, so the
 * first rows of the list decide.
 */
export class SearchByOrder1764028817000 extends SchemaMigration {
  protected readonly statementsUp = [...SEARCH_BY_ORDER, 'DROP FUNCTION nominations.search'];

  protected readonly statementsDown = [...FIRST_SEARCH, ...WITHOUT_SEARCH_BY_ORDER];
}
