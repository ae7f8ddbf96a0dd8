import { changeableColumnsOf, describedTables } from '../support/described-tables.js';

const described = [...(await describedTables()).values()].map((table) => ({
  name: table.name,
  columns: changeableColumnsOf(table),
  isWhole: changeableColumnsOf(table).length === Object.keys(table.columns).length,
}));

/** What the API may change of a row that stands, column by column, where that is a part of them. */
export const CHANGEABLE: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  described
    .filter(({ columns, isWhole }) => columns.length > 0 && !isWhole)
    .map(({ name, columns }) => [name, columns]),
);
/** Rows that tests and the product may change as a whole: none of them says who acted. */
export const CHANGEABLE_AS_A_WHOLE: readonly string[] = described
  .filter(({ isWhole }) => isWhole)
  .map(({ name }) => name);
