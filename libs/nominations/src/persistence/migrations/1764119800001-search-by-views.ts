import { SchemaMigration } from '#libs/platform';
import { SEARCH_WITHIN_SCOPE } from './within-scope.js';

const replaced = (statements: readonly string[]): string[] =>
  statements
    .filter((statement) => statement.startsWith('CREATE FUNCTION'))
    .map((statement) => statement.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));

const WAITS = / AND d\.released_at IS NULL AND d\.voided_at IS NULL/g;
const byViews = (statement: string): string =>
  statement.replaceAll('approvals.decision d', 'approvals.waiting_decision d').replace(WAITS, '');

/** The searches ask approvals which decisions wait by the view that it publishes. */
export class SearchByViews1764119800001 extends SchemaMigration {
  protected readonly statementsUp = replaced(SEARCH_WITHIN_SCOPE).map(byViews);
  protected readonly statementsDown = replaced(SEARCH_WITHIN_SCOPE);
}
