import { type VoteMatrix } from './matrix.js';

/** Votes per statement (column): agrees, disagrees, and all votes including passes. */
export interface Tally {
  readonly agree: Int32Array;
  readonly disagree: Int32Array;
  readonly votes: Int32Array;
}

/** Tallies of the people of each group (section 6) and of everybody, from the votes as cast. */
export interface Tallies {
  readonly byGroup: readonly Tally[];
  readonly everybody: Tally;
}

/** Counts every cell once. `groupOf` gives each row its group, or -1 for people without one. */
export function tallyVotes(matrix: VoteMatrix, groupOf: Int32Array, groups: number): Tallies {
  // The last place counts the people without a group.
  const counts = Array.from({ length: groups + 1 }, () => new Int32Array(3 * matrix.columns));
  for (let row = 0; row < matrix.rows; row++) {
    const group = groupOf[row]!;
    countRow(matrix, row, counts[group < 0 ? groups : group]!);
  }
  const all = new Int32Array(3 * matrix.columns);
  for (const part of counts) for (let place = 0; place < all.length; place++) all[place]! += part[place]!;
  return { byGroup: counts.slice(0, groups).map(tallyOf), everybody: tallyOf(all) };
}

function countRow(matrix: VoteMatrix, row: number, counts: Int32Array): void {
  const end = matrix.rowStart[row + 1]!;
  for (let i = matrix.rowStart[row]!; i < end; i++) counts[matrix.cells[i]!]!++;
}

function tallyOf(counts: Int32Array): Tally {
  const columns = counts.length / 3;
  const column = (vote: number) => Int32Array.from({ length: columns }, (_, c) => counts[3 * c + vote + 1]!);
  const agree = column(1);
  const disagree = column(-1);
  return { agree, disagree, votes: column(0).map((passes, c) => passes + agree[c]! + disagree[c]!) };
}

/** The tallies of several groups taken together. */
export function sumTallies(tallies: readonly Tally[], columns: number): Tally {
  const sum = {
    agree: new Int32Array(columns),
    disagree: new Int32Array(columns),
    votes: new Int32Array(columns),
  };
  for (const tally of tallies) {
    for (let c = 0; c < columns; c++) {
      sum.agree[c]! += tally.agree[c]!;
      sum.disagree[c]! += tally.disagree[c]!;
      sum.votes[c]! += tally.votes[c]!;
    }
  }
  return sum;
}
