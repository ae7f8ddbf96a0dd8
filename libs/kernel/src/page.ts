import { isId } from './id.js';
import { Refusal } from './refusal.js';
import { isStorable } from './search-term.js';

/** The largest page a client may ask for. */
export const MAX_PAGE = 100;

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** How far lists are counted: one more stands for all that is more. */
export const MOST_COUNTED = 10_000;

/** One page of a growing list. `totalCount` runs its query only when somebody asks, and counts to `MOST_COUNTED` and one more. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** Entries of a page when a client names no number, or null. */
export const DEFAULT_PAGE = 50;

/** Checks `first` or `last` (1 to 100). */
export function pageSize(size: number, argument: 'first' | 'last' = 'first'): number {
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw new Refusal('INVALID_INPUT', `Ask for 1 to ${MAX_PAGE} entries at a time.`, [argument]);
  }
  return size;
}

/** What a client asks of a list: `first` behind `after`, or `last` before `before`. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The page that is read: so many entries behind the cursor or, backwards, before it. */
export interface Slice {
  readonly size: number;
  /** Null: from the end at which reading begins. */
  readonly cursor: string | null;
  /** Rows are read in the reverse of the list's order, from its end or the cursor. */
  readonly isBackward: boolean;
}

/** Refuses INVALID_INPUT for a size beyond 1 to 100, and for what asks forwards and backwards at once. */
export function sliceOf({ first, after, last, before }: PageRequest): Slice {
  const isBackward = (last ?? before ?? null) !== null;
  if (isBackward && (first ?? after ?? null) !== null) {
    throw new Refusal(
      'INVALID_INPUT',
      'Ask forwards by `first` and `after`, or backwards by `last` and `before`: not both at once.',
      [(last ?? null) === null ? 'before' : 'last'],
    );
  }
  return isBackward
    ? { size: pageSize(last ?? DEFAULT_PAGE, 'last'), cursor: before ?? null, isBackward }
    : { size: pageSize(first ?? DEFAULT_PAGE), cursor: after ?? null, isBackward };
}

/** The key that a slice begins behind; null where it begins at an end. Refuses a cursor whose parts do not fit. */
export function sliceKey<Key extends readonly (string | number | null)[]>(
  { cursor, isBackward }: Slice,
  length: number,
  isFitting: (key: readonly (string | number | null)[]) => key is Key,
): Key | null {
  if (cursor === null) return null;
  const argument = isBackward ? 'before' : 'after';
  const key = decodeCursor(cursor, length, argument);
  if (!isFitting(key)) throw foreignCursor(argument);
  return key;
}

/** The statements of a list that is read in its order and in the reverse of it. */
export interface BothWays {
  readonly forward: string;
  readonly backward: string;
}

/** One statement for each direction: what is behind the cursor, in order, or before it, in the reverse. */
export const bothWays = (
  statement: (beyond: '<' | '>', way: 'ASC' | 'DESC') => string,
  order: 'ASC' | 'DESC' = 'ASC',
): BothWays => {
  const [ascending, descending] = [statement('>', 'ASC'), statement('<', 'DESC')];
  return order === 'ASC'
    ? { forward: ascending, backward: descending }
    : { forward: descending, backward: ascending };
};

export const statementOf = (statements: BothWays, { isBackward }: Slice): string =>
  isBackward ? statements.backward : statements.forward;

/** A cursor is the sort key of a row, opaque to clients; it grants nothing and is checked on its way in. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor back; refuses one that is not a list of `length` storable texts, numbers or nulls. */
export function decodeCursor(
  cursor: string,
  length: number,
  argument: 'after' | 'before' = 'after',
): readonly (string | number | null)[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    key = undefined;
  }
  const ok =
    Array.isArray(key) &&
    key.length === length &&
    key.every((part) =>
      typeof part === 'string' ? isStorable(part) : part === null || Number.isFinite(part),
    );
  if (!ok) throw foreignCursor(argument);
  return key as (string | number | null)[];
}

/** The refusal of a cursor whose parts do not fit the list, its order included. */
export const foreignCursor = (argument: 'after' | 'before' = 'after'): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'This cursor is not one of this list; start without it.', [argument]);

const TIME_KEY = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/;

/**
 * Whether a part of a cursor is a time as PostgreSQL prints it in UTC, to the microsecond. A day that no calendar has is
 * none: compared with a column it would be an error of the database.
 */
export function isTimeKey(part: unknown): part is string {
  const [, day, time] = typeof part === 'string' ? (TIME_KEY.exec(part) ?? []) : [];
  if (day === undefined || time === undefined || day.startsWith('0000')) return false;
  const moment = new Date(`${day}T${time}Z`);
  // JavaScript turns the 30th of February into the 2nd of March.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${day}T${time}`);
}

/** Whether a key is a time and an id. */
export const isTimedKey = (
  key: readonly (string | number | null)[],
): key is readonly [time: string, id: string] => isTimeKey(key[0]) && isId(key[1]);

/** Whether a key is an id alone. */
export const isIdKey = (key: readonly (string | number | null)[]): key is readonly [id: string] =>
  isId(key[0]);

/** Whether a key is a text and an id. */
export const isNamedKey = (
  key: readonly (string | number | null)[],
): key is readonly [name: string, id: string] => typeof key[0] === 'string' && isId(key[1]);

/** Makes a page out of up to `size + 1` rows, read in order or, backwards, in the reverse of it. */
export function toPage<Row, Node>(
  rows: readonly Row[],
  options: {
    readonly slice: Slice;
    readonly key: (row: Row) => readonly (string | number | null)[];
    readonly node: (row: Row) => Node;
    readonly totalCount: () => Promise<number>;
    /** Makes the cursor of a key, where the key may not be told. */
    readonly encode?: (key: readonly (string | number | null)[]) => string;
  },
): Page<Node> {
  const { encode = encodeCursor } = options;
  const { size, cursor, isBackward } = options.slice;
  const isMore = rows.length > size;
  const read = isMore ? rows.slice(0, size) : rows;
  const shown = isBackward ? read.toReversed() : read;
  // Where reading began at a cursor, its entry lies on the other side.
  const isBegun = cursor !== null;
  const nodes = shown.map((row) => options.node(row));
  const cursorOf = (row: Row | undefined): string | null =>
    row === undefined ? null : encode(options.key(row));
  return {
    nodes,
    // Made only for whoever asks: most clients read the nodes.
    get edges() {
      return shown.map((row, index) => ({
        cursor: encode(options.key(row)),
        node: nodes[index] as Node,
      }));
    },
    pageInfo: {
      hasNextPage: isBackward ? isBegun : isMore,
      hasPreviousPage: isBackward ? isMore : isBegun,
      startCursor: cursorOf(shown[0]),
      endCursor: cursorOf(shown.at(-1)),
    },
    totalCount: options.totalCount,
  };
}
