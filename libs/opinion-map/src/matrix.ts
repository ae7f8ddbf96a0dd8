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
  /** Cells whose latest moment holds votes that contradict each other; the greatest value stays. */
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
  const statements = rankIds(pick(votes.statement, use), settings.maximumStatements);
  const people = rankIds(pick(votes.participant, use));
  const order = rowOrder(statements, people, settings.maximumParticipants);
  const sorted = sortVotes(statements, order, use);
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
    rows: order.ids.length,
    columns: statements.ids.length,
    rowStart: merged.rowStart,
    cells: merged.cells,
    participants: order.ids,
    statements: statements.ids,
    counts,
  };
}

/** Positions of the votes of people who are not banned. */
function usable(votes: VoteColumns, count: number, banned: ReadonlySet<number>): Int32Array {
  const use = new Int32Array(count);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (banned.size === 0 || !banned.has(votes.participant[i]!)) use[kept++] = i;
  }
  return use.subarray(0, kept);
}

function pick(of: ArrayLike<number>, positions: Int32Array): Int32Array {
  const picked = new Int32Array(positions.length);
  for (let i = 0; i < picked.length; i++) picked[i] = of[positions[i]!]!;
  return picked;
}

interface RowOrder {
  /** Ids of the people, by row. */
  readonly ids: Int32Array;
  /** Row of each vote, or -1 if person or statement is beyond the caps. */
  readonly rowOfVote: Int32Array;
}

/** Rows by (first statement voted on, participant): the order of first votes in the canonical reading. */
function rowOrder(statements: RankedIds, people: RankedIds, cap: number): RowOrder {
  const columns = statements.ids.length;
  const first = new Int32Array(people.ids.length).fill(columns);
  for (let i = 0; i < people.rank.length; i++) {
    const column = statements.rank[i]!;
    const person = people.rank[i]!;
    if (column >= 0 && column < first[person]!) first[person] = column;
  }
  const start = runningStarts(first, columns + 1);
  const count = Math.min(start[columns]!, cap);
  const rowOf = new Int32Array(first.length).fill(-1);
  const ids = new Int32Array(count);
  for (let person = 0; person < first.length; person++) {
    const row = start[first[person]!]!++;
    if (row >= count) continue;
    rowOf[person] = row;
    ids[row] = people.ids[person]!;
  }
  const rowOfVote = people.rank;
  for (let i = 0; i < rowOfVote.length; i++) {
    rowOfVote[i] = statements.rank[i]! < 0 ? -1 : rowOf[rowOfVote[i]!]!;
  }
  return { ids, rowOfVote };
}

/** Where each kind starts if things are laid out by kind; one place more than kinds, with their number. */
function runningStarts(kinds: Int32Array, count: number): Int32Array {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < kinds.length; i++) if (kinds[i]! >= 0) start[kinds[i]! + 1]!++;
  for (let kind = 0; kind < count; kind++) start[kind + 1]! += start[kind]!;
  return start;
}

interface SortedVotes {
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Which vote of the input each entry is. */
  readonly source: Int32Array;
}

/** Counting sorts, by column and then by row: linear in the votes and stable. */
function sortVotes(statements: RankedIds, order: RowOrder, use: Int32Array): SortedVotes {
  const columnOf = statements.rank;
  const rowOf = order.rowOfVote;
  const rowStart = runningStarts(rowOf, order.ids.length);
  const kept = rowStart[order.ids.length]!;
  const columnEnd = runningStarts(columnOf, statements.ids.length);
  // The row travels with the vote, so that the second sort reads in order.
  const voteByColumn = new Int32Array(columnOf.length);
  const rowByColumn = new Int32Array(columnOf.length);
  for (let i = 0; i < columnOf.length; i++) {
    if (columnOf[i]! < 0) continue;
    const place = columnEnd[columnOf[i]!]!++;
    voteByColumn[place] = use[i]!;
    rowByColumn[place] = rowOf[i]!;
  }
  const nextInRow = rowStart.slice();
  const column = new Int32Array(kept);
  const source = new Int32Array(kept);
  for (let c = 0, i = 0; c < statements.ids.length; c++) {
    for (; i < columnEnd[c]!; i++) {
      if (rowByColumn[i]! < 0) continue;
      const place = nextInRow[rowByColumn[i]!]!++;
      column[place] = c;
      source[place] = voteByColumn[i]!;
    }
  }
  return { rowStart, column, source };
}

/** Of several votes of one person on one statement the latest stays; of the same moment, the greatest value. */
function mergeRepeated(votes: VoteColumns, sorted: SortedVotes) {
  const { column, source } = sorted;
  const rows = sorted.rowStart.length - 1;
  const rowStart = new Int32Array(rows + 1);
  const cells = new Int32Array(source.length);
  let filled = 0;
  let simultaneous = 0;
  for (let row = 0; row < rows; row++) {
    const end = sorted.rowStart[row + 1]!;
    for (let i = sorted.rowStart[row]!; i < end;) {
      const at = column[i]!;
      let last = source[i++]!;
      let isContradicted = false;
      for (; i < end && column[i] === at; i++) {
        const next = source[i]!;
        const order = timeOf(votes, next) - timeOf(votes, last);
        if (order < 0) continue;
        // Whatever was contradicted at an earlier moment is replaced as a whole.
        if (order > 0) isContradicted = false;
        else if (votes.value[next] !== votes.value[last]) isContradicted = true;
        if (order > 0 || votes.value[next]! > votes.value[last]!) last = next;
      }
      if (isContradicted) simultaneous++;
      cells[filled++] = 3 * at + votes.value[last]! + 1;
    }
    rowStart[row + 1] = filled;
  }
  return { rowStart, cells: filled < cells.length ? cells.slice(0, filled) : cells, simultaneous };
}

function timeOf(votes: VoteColumns, vote: number): number {
  return votes.time ? votes.time[vote]! : vote;
}
