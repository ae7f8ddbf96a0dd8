import { rankIds, type RankedIds } from './rank-ids.js';
import { type Settings } from './options.js';
import { type VoteColumns } from './votes.js';

/** What became of the votes on their way into the matrix. */
export interface VoteCounts {
  /** Votes handed in. */
  readonly given: number;
  /** Cells of the matrix. */
  readonly cells: number;
  /** Votes replaced by a later one of the same person on the same statement. */
  readonly replaced: number;
  /** Of these, votes that contradict another of the same moment; the greater value stays. */
  readonly simultaneous: number;
  /** Votes of banned people. */
  readonly banned: number;
  /** Votes of people or on statements beyond the caps. */
  readonly beyondCaps: number;
}

/**
 * The votes as a sparse matrix (sections 1 and 2), one row per person with a vote, one column per statement with
 * one, stored by rows. A cell is one number, `3 * column + vote + 1`: it says the column and the vote at once, and
 * indexes a table with three places per column, which is all that the passes over the votes need. An empty cell is
 * not stored, a pass is.
 */
export interface VoteMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row i holds cells[rowStart[i]] to cells[rowStart[i + 1] - 1], by column. */
  readonly rowStart: Int32Array;
  readonly cells: Int32Array;
  /** Ids of the people, by row. */
  readonly participants: Int32Array;
  /** Ids of the statements, by column. */
  readonly statements: Int32Array;
  readonly counts: VoteCounts;
}

/**
 * Reads votes in the canonical order (statement, participant, time): columns follow the statements' ids, and a row
 * is made at the person's first vote in that reading. The order in which votes are handed in has no effect.
 */
export function buildMatrix(
  votes: VoteColumns,
  count: number,
  banned: ReadonlySet<number>,
  settings: Settings,
): VoteMatrix {
  const use = usable(votes, count, banned);
  const statements = rankIds(votes.statement, use, settings.maximumStatements);
  const people = rankIds(votes.participant, use);
  const rows = rowOrder(votes, use, statements, people, settings.maximumParticipants);
  const sorted = sortVotes(votes, use, statements, people, rows);
  const merged = mergeRepeated(votes, sorted);
  const counts = {
    given: count,
    cells: merged.cells.length,
    replaced: sorted.source.length - merged.cells.length,
    simultaneous: merged.simultaneous,
    banned: count - use.length,
    beyondCaps: use.length - sorted.source.length,
  };
  return {
    rows: rows.count,
    columns: statements.ids.length,
    rowStart: merged.rowStart,
    cells: merged.cells,
    participants: rows.ids,
    statements: statements.ids,
    counts,
  };
}

/** Positions of the votes of people who are not banned. */
function usable(votes: VoteColumns, count: number, banned: ReadonlySet<number>): Int32Array {
  const use = new Int32Array(count);
  if (banned.size === 0) return use.map((_, i) => i);
  let kept = 0;
  for (let i = 0; i < count; i++) if (!banned.has(votes.participant[i]!)) use[kept++] = i;
  return use.slice(0, kept);
}

interface RowOrder {
  readonly count: number;
  readonly ids: Int32Array;
  /** Rank of a person to its row, or -1 beyond the cap. */
  readonly rowOf: Int32Array;
}

/** Rows by (first statement voted on, participant): the order of first votes in the canonical reading. */
function rowOrder(
  votes: VoteColumns,
  use: Int32Array,
  statements: RankedIds,
  people: RankedIds,
  cap: number,
): RowOrder {
  const columns = statements.ids.length;
  const first = new Int32Array(people.ids.length).fill(columns);
  for (let u = 0; u < use.length; u++) {
    const column = statements.rankOf(votes.statement[use[u]!]!);
    if (column < 0) continue;
    const person = people.rankOf(votes.participant[use[u]!]!);
    if (column < first[person]!) first[person] = column;
  }
  const start = new Int32Array(columns + 2);
  for (const column of first) start[column + 1]!++;
  for (let c = 0; c <= columns; c++) start[c + 1]! += start[c]!;
  const count = Math.min(start[columns]!, cap);
  const rowOf = new Int32Array(first.length).fill(-1);
  const ids = new Int32Array(count);
  for (let person = 0; person < first.length; person++) {
    const row = start[first[person]!]!++;
    if (row >= count) continue;
    rowOf[person] = row;
    ids[row] = people.ids[person]!;
  }
  return { count, ids, rowOf };
}

interface SortedVotes {
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Which vote of the input each entry is. */
  readonly source: Int32Array;
}

/** Counting sorts, by column and then by row: linear in the votes and stable. */
function sortVotes(
  votes: VoteColumns,
  use: Int32Array,
  statements: RankedIds,
  people: RankedIds,
  rows: RowOrder,
): SortedVotes {
  const columnStart = new Int32Array(statements.ids.length + 1);
  const rowStart = new Int32Array(rows.count + 1);
  const columnOfUse = new Int32Array(use.length);
  const rowOfUse = new Int32Array(use.length);
  for (let u = 0; u < use.length; u++) {
    const column = statements.rankOf(votes.statement[use[u]!]!);
    const row = rows.rowOf[people.rankOf(votes.participant[use[u]!]!)]!;
    columnOfUse[u] = column;
    rowOfUse[u] = column < 0 ? -1 : row;
    if (column < 0 || row < 0) continue;
    columnStart[column + 1]!++;
    rowStart[row + 1]!++;
  }
  for (let c = 0; c < columnStart.length - 1; c++) columnStart[c + 1]! += columnStart[c]!;
  for (let r = 0; r < rows.count; r++) rowStart[r + 1]! += rowStart[r]!;
  const kept = rowStart[rows.count]!;
  const byColumn = new Int32Array(kept);
  for (let u = 0; u < use.length; u++) {
    if (rowOfUse[u]! >= 0) byColumn[columnStart[columnOfUse[u]!]!++] = u;
  }
  const fill = rowStart.slice();
  const column = new Int32Array(kept);
  const source = new Int32Array(kept);
  for (let i = 0; i < kept; i++) {
    const u = byColumn[i]!;
    const place = fill[rowOfUse[u]!]!++;
    column[place] = columnOfUse[u]!;
    source[place] = use[u]!;
  }
  return { rowStart, column, source };
}

/** Of several votes of one person on one statement the latest stays; of the same moment, the greatest value. */
function mergeRepeated(votes: VoteColumns, sorted: SortedVotes) {
  const { column, source } = sorted;
  const rows = sorted.rowStart.length - 1;
  const rowStart = new Int32Array(rows + 1);
  let cells = new Int32Array(source.length);
  let filled = 0;
  let simultaneous = 0;
  for (let row = 0; row < rows; row++) {
    const end = sorted.rowStart[row + 1]!;
    for (let i = sorted.rowStart[row]!; i < end;) {
      const at = column[i]!;
      let last = source[i++]!;
      for (; i < end && column[i] === at; i++) {
        const order = laterOf(votes, last, source[i]!);
        if (order.contradicts) simultaneous++;
        last = order.later;
      }
      cells[filled++] = 3 * at + votes.value[last]! + 1;
    }
    rowStart[row + 1] = filled;
  }
  if (filled < cells.length) cells = cells.slice(0, filled);
  return { rowStart, cells, simultaneous };
}

function laterOf(votes: VoteColumns, a: number, b: number): { later: number; contradicts: boolean } {
  const timeA = votes.time ? votes.time[a]! : a;
  const timeB = votes.time ? votes.time[b]! : b;
  if (timeA !== timeB) return { later: timeA > timeB ? a : b, contradicts: false };
  const contradicts = votes.value[a] !== votes.value[b];
  return { later: votes.value[a]! >= votes.value[b]! ? a : b, contradicts };
}
