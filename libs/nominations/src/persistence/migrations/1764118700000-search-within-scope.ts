import { SchemaMigration } from '#libs/platform';
import { WITHOUT_SEARCH_BY_ORDER } from './search-by-order.js';
import { SEARCH_BY_WORDS } from './search-by-words.js';
import { INDEX_WITHIN_SCOPE, SEARCH_WITHIN_SCOPE } from './within-scope.js';

const WITHOUT_INDEX = 'DROP INDEX nominations.nomination_search';

/**
 * A search costs what it finds where it looks: words that are frequent elsewhere, in a conference beside this one or in the
 * bodies of others, cost nothing. The index finds the scope, one of the filters and the words together. Nothing but
 * an array of them makes it do so without another extension, and no other index serves such a condition in its stead.
 */
export class SearchWithinScope1764118700000 extends SchemaMigration {
  protected readonly statementsUp = [
    ...WITHOUT_SEARCH_BY_ORDER,
    WITHOUT_INDEX,
    INDEX_WITHIN_SCOPE,
    ...SEARCH_WITHIN_SCOPE,
  ];

  protected readonly statementsDown = [
    'DROP FUNCTION nominations.find',
    ...WITHOUT_SEARCH_BY_ORDER,
    WITHOUT_INDEX,
    'CREATE INDEX nomination_search ON nominations.nomination USING gin (search_text gin_trgm_ops)',
    ...SEARCH_BY_WORDS,
  ];
}
