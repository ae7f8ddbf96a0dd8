import pg, { type PoolClient, type QueryResultRow } from 'pg';

/** How the rows of a prepared statement are read. PostgreSQL refuses to run it should its columns ever change. */
export interface RowShape {
  readonly names: readonly string[];
  /** Null where the text is the value. */
  readonly parsers: readonly (((text: string) => unknown) | null)[];
  /** All columns in their order, so that every row has one hidden class from the start. */
  readonly empty: QueryResultRow;
}

const shapesByClient = new WeakMap<PoolClient, Map<string, RowShape>>();

/** The shapes of the statements that a connection has prepared, by their text. */
export function shapesOf(client: PoolClient): Map<string, RowShape> {
  let known = shapesByClient.get(client);
  if (known === undefined) {
    known = new Map<string, RowShape>();
    shapesByClient.set(client, known);
  }
  return known;
}

const TEXT = new Set<number>([pg.types.builtins.TEXT, pg.types.builtins.UUID, pg.types.builtins.VARCHAR]);

export function shapeOf(client: PoolClient, fields: readonly pg.FieldDef[]): RowShape {
  const names = fields.map(({ name }) => name);
  return {
    names,
    parsers: fields.map(({ dataTypeID }) =>
      TEXT.has(dataTypeID) ? null : (client.getTypeParser(dataTypeID, 'text') as (text: string) => unknown),
    ),
    // Parsed, not assigned: objects that grow by computed names become slow dictionaries.
    empty: JSON.parse(
      JSON.stringify(Object.fromEntries(names.map((name) => [name, null]))),
    ) as QueryResultRow,
  };
}

export function toRow(
  { names, parsers, empty }: RowShape,
  fields: readonly (string | null)[],
): QueryResultRow {
  const row = { ...empty };
  for (let i = 0; i < fields.length; i++) {
    const text = fields[i];
    if (text === null || text === undefined) continue;
    const parse = parsers[i];
    row[names[i] as string] = parse === null || parse === undefined ? text : parse(text);
  }
  return row;
}
