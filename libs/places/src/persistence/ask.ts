/** Asks the database, inside a transaction or as a reader. */
export type Ask = <Row extends Record<string, unknown>>(
  text: string,
  values: readonly unknown[],
) => Promise<Row[]>;
