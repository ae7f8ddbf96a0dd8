import { type Slice } from './page.js';

/** How many stand before a place or at it. */
export function behind<P>(order: readonly P[], place: P, compare: (left: P, right: P) => number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = order[middle];
    if (other !== undefined && compare(other, place) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Ranked<Row> {
  /** In the order of the list. */
  readonly rows: readonly Row[];
  readonly compare: (left: Row, right: Row) => number;
}

/** Of rows in memory so many from behind the cursor on, or before it in the reverse, and one more where there is one. */
export function sliceRows<Row, Asked extends Row>(
  { rows, compare }: Ranked<Asked>,
  { size, isBackward }: Slice,
  { begin, isAsked }: { readonly begin: Row | null; readonly isAsked: (row: Asked) => boolean },
): Asked[] {
  const taken: Asked[] = [];
  let at = isBackward ? rows.length - 1 : 0;
  if (begin !== null) {
    const place = behind(rows as readonly Row[], begin, compare as (left: Row, right: Row) => number);
    const before = rows[place - 1];
    const isThere =
      before !== undefined && (compare as (left: Row, right: Row) => number)(before, begin) === 0;
    at = isBackward ? place - (isThere ? 2 : 1) : place;
  }
  for (; at >= 0 && at < rows.length && taken.length <= size; at += isBackward ? -1 : 1) {
    const row = rows[at];
    if (row !== undefined && isAsked(row)) taken.push(row);
  }
  return taken;
}
