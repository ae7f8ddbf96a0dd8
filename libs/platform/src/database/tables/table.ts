import { type Column, type ColumnOf, FromNow, NOW } from './column.js';

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A table of the database: its name, with the schema, and its columns by their names in the program. */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly columns: C;
}

type ValueOf<C> = C extends Column<infer Value> ? Value : never;
/** A moment by the database's own clock. */
type ByClock = typeof NOW | FromNow;
/** What may be written: the database's own clock stands for a moment. */
type Written<Value> = Date extends Value ? Value | ByClock : Value;
type KeysWhere<C extends Columns, Wanted> = { [K in keyof C]: C[K] extends Wanted ? K : never }[keyof C];
type Needed<C extends Columns> = KeysWhere<C, { readonly isNeeded: true }>;

/** A row to be made: what the database has no default for and does not let be null must be given. */
export type NewRow<T extends Table> = {
  readonly [K in Needed<T['columns']>]: Written<ValueOf<T['columns'][K]>>;
} & {
  readonly [K in Exclude<keyof T['columns'], Needed<T['columns']>>]?:
    Written<ValueOf<T['columns'][K]>> | undefined;
};

/** A row among several that are made at once. */
export type ManyRow<T extends Table> = {
  readonly [K in keyof NewRow<T>]: Exclude<NewRow<T>[K], ByClock>;
};

/** What may change in a row that stands. */
export type Change<T extends Table> = {
  readonly [K in KeysWhere<T['columns'], { readonly isChangeable: true }>]?: Written<
    ValueOf<T['columns'][K]>
  >;
};

/**
 * Describes a table once: the compiler checks rows and changes, statements follow, and a test compares it with the migrated
 * database. Grants, policies and checks are written in migrations; this changes nothing.
 */
export const table = <const C extends Columns>(name: string, columns: C): Table<C> => ({ name, columns });

type Changeable<C> =
  C extends ColumnOf<infer Value, infer IsNeeded, boolean> ? ColumnOf<Value, IsNeeded, true> : never;

/** The same of a table in which everything may change: few rows that administrators keep. */
export const changeableTable = <
  const C extends Readonly<Record<string, ColumnOf<unknown, boolean, boolean>>>,
>(
  name: string,
  columns: C,
): Table<{ readonly [K in keyof C]: Changeable<C[K]> }> =>
  table(
    name,
    Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column.changeable()])) as {
      readonly [K in keyof C]: Changeable<C[K]>;
    },
  );

/** A column's name in the database: `lastEditedBy` is `last_edited_by`. */
export const columnName = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export interface Prepared {
  readonly text: string;
  readonly values: readonly unknown[];
}

const texts = new WeakMap<Table, Map<string, string>>();

/** A statement's text, made once for each choice of columns. */
function textOf(of: Table, choice: string, make: () => string): string {
  const known = texts.get(of) ?? new Map<string, string>();
  texts.set(of, known);
  const text = known.get(choice) ?? make();
  known.set(choice, text);
  return text;
}

/**
 * The statement that makes a row. One text for each choice of columns that have a default; columns that may be null are
 * always named, so that leaving one out makes no statement more.
 * @param behind what follows it: a constant text, ON CONFLICT or RETURNING.
 */
export function insertOf<T extends Table>(of: T, row: NewRow<T>, behind = ''): Prepared {
  const given = row as Readonly<Record<string, unknown>>;
  const keys = Object.keys(of.columns).filter(
    (key) => of.columns[key]?.hasDefault !== true || given[key] !== undefined,
  );
  const text = textOf(of, `insert ${choiceOf(keys, given)} ${behind}`, () => {
    const places = placesOf(keys, given, 1).join(', ');
    return `INSERT INTO ${of.name} (${keys.map(columnName).join(', ')}) VALUES (${places}) ${behind}`.trimEnd();
  });
  return { text, values: valuesOf(of, keys, given) };
}

/**
 * The statement that makes several rows: one array for each column, so that the text is the same however many they are. A
 * column with a default is named where a row gives it, and then every row has to.
 * @param behind what follows it: a constant text, ON CONFLICT or RETURNING.
 */
export function insertAllOf<T extends Table>(of: T, rows: readonly ManyRow<T>[], behind = ''): Prepared {
  const given = rows as readonly Readonly<Record<string, unknown>>[];
  const keys = Object.keys(of.columns).filter(
    (key) => of.columns[key]?.hasDefault !== true || given.some((row) => row[key] !== undefined),
  );
  const text = textOf(of, `insert all ${keys.join()} ${behind}`, () => {
    const names = keys.map(columnName);
    const types = keys.map((key) => of.columns[key]?.type ?? '');
    const arrays = types.map((type, at) => `$${at + 1}::${isList(type) ? 'text' : type}[]`);
    const each = names.map((name, at) => `v.${name}${castOf(types[at] ?? '')}`);
    return `INSERT INTO ${of.name} (${names.join(', ')}) SELECT ${each.join(', ')} FROM unnest(${arrays.join(', ')}) AS v (${names.join(', ')}) ${behind}`.trimEnd();
  });
  return { text, values: keys.map((key) => given.map((row) => sentInArray(of, key, row[key] ?? null))) };
}

const isList = (type: string): boolean => type.startsWith('_');
const castOf = (type: string): string => (isList(type) ? `::${type.slice(1)}[]` : '');

/** Lists travel as texts within an array, for PostgreSQL knows no array of lists of different lengths. */
function sentInArray(of: Table, key: string, value: unknown): unknown {
  if (value === null) return null;
  if (Array.isArray(value) && isList(of.columns[key]?.type ?? '')) return listText(value as string[]);
  return sent(of, key, value);
}

const listText = (list: readonly string[]): string =>
  `{${list.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`).join()}}`;

/** A table whose rows have an id. */
export type TableWithId = Table<Columns & { readonly id: Column<string> }>;

/** The statement that changes columns of the row with this id. One text for each choice of columns. */
export function updateOf<T extends TableWithId>(of: T, id: string, change: Change<T>): Prepared {
  const given = change as Readonly<Record<string, unknown>>;
  const keys = Object.keys(of.columns).filter((key) => given[key] !== undefined);
  const text = textOf(of, `update ${choiceOf(keys, given)}`, () => {
    const places = placesOf(keys, given, 2);
    return `UPDATE ${of.name} SET ${keys.map((key, at) => `${columnName(key)} = ${places[at] ?? ''}`).join(', ')} WHERE id = $1`;
  });
  return { text, values: [id, ...valuesOf(of, keys, given)] };
}

/** What tells one text from another: the columns, and which of them the database's clock fills, how. */
const choiceOf = (keys: readonly string[], given: Readonly<Record<string, unknown>>): string =>
  keys
    .map((key) => {
      const value = given[key];
      if (value instanceof FromNow) return `${key}${value.write('+')}`;
      return value === NOW ? `${key}!` : key;
    })
    .join();

/** `$1`, `$2` and so on from `first`; the database's clock where that is the value. */
function placesOf(
  keys: readonly string[],
  given: Readonly<Record<string, unknown>>,
  first: number,
): string[] {
  let place = first;
  return keys.map((key) => {
    const value = given[key];
    if (value === NOW) return 'clock_timestamp()';
    return value instanceof FromNow ? value.write(`$${place++}::integer`) : `$${place++}`;
  });
}

const valuesOf = (of: Table, keys: readonly string[], given: Readonly<Record<string, unknown>>): unknown[] =>
  keys.filter((key) => given[key] !== NOW).map((key) => sent(of, key, given[key] ?? null));

/** JSON goes as its text: the driver takes an array for a list of PostgreSQL. */
function sent(of: Table, key: string, value: unknown): unknown {
  if (value instanceof FromNow) return value.seconds;
  return of.columns[key]?.type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}
