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

/** Checks `first` (1 to 100). */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new Refusal('INVALID_INPUT', `Ask for 1 to ${MAX_PAGE} entries at a time.`, ['first']);
  }
  return first;
}

/** A cursor is the sort key of a row, opaque to clients; it grants nothing and is checked on its way in. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor back; refuses one that is not a list of `length` storable texts, numbers or nulls. */
export function decodeCursor(cursor: string, length: number): readonly (string | number | null)[] {
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
  if (!ok) throw foreignCursor();
  return key as (string | number | null)[];
}

/** The refusal of a cursor whose parts do not fit the list, its order included. */
export const foreignCursor = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'This cursor is not one of this list; start without it.', ['after']);

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

/** Makes a page out of up to `first + 1` rows read in order. */
export function toPage<Row, Node>(
  rows: readonly Row[],
  options: {
    readonly first: number;
    readonly after: string | null | undefined;
    readonly key: (row: Row) => readonly (string | number | null)[];
    readonly node: (row: Row) => Node;
    readonly totalCount: () => Promise<number>;
    /** Makes the cursor of a key, where the key may not be told. */
    readonly encode?: (key: readonly (string | number | null)[]) => string;
  },
): Page<Node> {
  const { encode = encodeCursor } = options;
  const shown = rows.length > options.first ? rows.slice(0, options.first) : rows;
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
      hasNextPage: rows.length > options.first,
      hasPreviousPage: (options.after ?? null) !== null,
      startCursor: cursorOf(shown[0]),
      endCursor: cursorOf(shown.at(-1)),
    },
    totalCount: options.totalCount,
  };
}
