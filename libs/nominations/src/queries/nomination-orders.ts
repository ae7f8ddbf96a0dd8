import { isId, isTimeKey } from '#libs/kernel';
import { type NominationRow } from './nomination-view.js';

export const NOMINATION_ORDERS = ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK'] as const;
export type NominationOrderField = (typeof NOMINATION_ORDERS)[number];

/** A row with what its cursor needs: all six digits of the time, where the list is sorted by it. */
export interface ListRow extends NominationRow {
  updated_key?: string;
  sort_name?: string;
  rank?: number | null;
}

/** What a list is sorted by before the id. */
interface Sort {
  /** Empty for the id alone. */
  readonly sql: string;
  readonly cast: string;
  /** What is read for the cursor's sake. */
  readonly column: string;
  readonly key: (row: ListRow) => SortKey;
  /** What lies before all keys, and what behind them. */
  readonly ends: readonly [SortKey, SortKey];
}
export type SortKey = string | number | null;

const UNRANKED = 2_147_483_647;

export const SORT: Record<NominationOrderField, Sort> = {
  // Ids are UUIDv7, so their order is the order of making.
  CREATED_AT: { sql: '', cast: '', column: '', key: () => null, ends: [null, null] },
  UPDATED_AT: {
    sql: 'n.updated_at',
    cast: 'timestamptz',
    column: ', n.updated_at::text AS updated_key',
    key: (row) => row.updated_key ?? null,
    ends: ['-infinity', 'infinity'],
  },
  NAME: {
    sql: 'n.sort_name',
    cast: 'text',
    column: ', n.sort_name',
    key: (row) => row.sort_name ?? null,
    // No text sorts behind the last code point, in the bytes of UTF-8.
    ends: ['', '\u{10FFFF}'],
  },
  RANK: {
    // As the indexes have it; COALESCE would keep PostgreSQL from using them, see the migration that made them.
    sql: `CASE WHEN n.rank IS NULL THEN ${UNRANKED} ELSE n.rank END`,
    cast: 'integer',
    column: '',
    key: (row) => row.rank ?? UNRANKED,
    ends: [0, UNRANKED],
  },
};

/** A cursor is text from outside: its parts have the types of the columns that they are compared with. */
export const isKeyOf =
  (field: NominationOrderField) =>
  (key: readonly SortKey[]): key is readonly [sortKey: SortKey, id: string] => {
    const [sortKey, id] = key;
    const isFitting = {
      CREATED_AT: sortKey === null,
      UPDATED_AT: isTimeKey(sortKey),
      // A time is of the order by changes: nobody sorts under one.
      NAME: typeof sortKey === 'string' && !isTimeKey(sortKey),
      RANK: Number.isInteger(sortKey) && Number(sortKey) >= 1 && Number(sortKey) <= UNRANKED,
    }[field];
    return isFitting && isId(id);
  };
