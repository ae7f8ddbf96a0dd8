import { changeableColumnsOf, describedTables } from '../support/described-tables.js';

const described = [...(await describedTables()).values()].map((table) => ({
  name: table.name,
  columns: changeableColumnsOf(table),
  isWhole: changeableColumnsOf(table).length === Object.keys(table.columns).length,
}));

/**
 * What the API may change of a row that stands, column by column; all columns where a table is not named. A table that the
 * code describes says so itself.
 */
export const CHANGEABLE: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    described
      .filter(({ columns, isWhole }) => columns.length > 0 && !isWhole)
      .map(({ name, columns }) => [name, columns]),
  ),
  'access.api_token': ['last_used_at', 'revoked_at'],
  'access.role_grant': ['mails', 'offered_until', 'revoked_at'],
  'access.session': ['last_seen_at', 'revoked_at', 'token_hash'],
  'access.sign_in_link': ['used_at'],
};
/** Rows that tests and the product may change as a whole: none of them says who acted. */
export const CHANGEABLE_AS_A_WHOLE: readonly string[] = [
  'access.rate_limit',
  'approvals.absence',
  'conference.body',
  'conference.conference',
  'conference.constituency',
  'conference.country',
  'conference.principle',
  'conference.theme',
  'conference.time_window',
];
