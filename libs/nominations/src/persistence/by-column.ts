import { columnName } from '#libs/platform';

/** Values as functions of the database take them: JSON by the names of columns. */
export const byColumn = (values: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(values).map(([key, value]) => [columnName(key), value])));
