import { Refusal } from '#libs/kernel';
import { violatedConstraint } from '#libs/platform';
import { queryOf, type ViewList } from './domain/saved-view.js';
import { ONE_NAME } from './persistence/saved-view.statements.js';

/** The query string in the form in which it is kept. Refuses with INVALID_INPUT what the list's address cannot say. */
export function requireQuery(list: ViewList, typed: string): string {
  const query = queryOf(list, typed);
  if (query === undefined)
    throw new Refusal(
      'INVALID_INPUT',
      'A view keeps filters and the order of its list, in 2,000 characters at most.',
      ['input', 'query'],
    );
  return query;
}

/** Turns the database's refusal of a second view of one name into words; any other error stays what it is. */
export const explained = (error: unknown): unknown =>
  violatedConstraint(error) === ONE_NAME
    ? new Refusal('INVALID_INPUT', 'You have a view of this name. Choose another name.', ['input', 'name'])
    : error;
