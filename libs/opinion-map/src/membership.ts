import { type VoteMatrix } from './matrix.js';
import { type OpinionOptions, type Settings, settingsFrom } from './options.js';

/** Cells of each row, whatever became of the statement: the votes that count towards the threshold. */
export function votesByRow(matrix: VoteMatrix): Int32Array {
  return Int32Array.from(
    { length: matrix.rows },
    (_, row) => matrix.rowStart[row + 1]! - matrix.rowStart[row]!,
  );
}

/** The threshold of section 4b: as many votes as asked for, or one on every statement if there are fewer. */
export function leastVotes(matrix: Pick<VoteMatrix, 'columns'>, settings: Settings): number {
  return Math.min(settings.minimumVotes, matrix.columns);
}

/**
 * The rows that are put into groups (section 4b), in row order: people with at least min(7, columns) votes, people
 * who were in before, and if these are fewer than 15, those with most votes until they are 15.
 */
export function clusteredRows(
  matrix: Pick<VoteMatrix, 'columns' | 'participants'>,
  votes: Int32Array,
  settings: Settings,
): Int32Array {
  const least = leastVotes(matrix, settings);
  const isIn = Uint8Array.from(votes, (count, row) =>
    count >= least || settings.alreadyClustered.has(matrix.participants[row]!) ? 1 : 0,
  );
  const missing = settings.minimumClustered - isIn.reduce((sum, flag) => sum + flag, 0);
  if (missing > 0) addMostVoted(isIn, votes, missing, settings.start === 'spread');
  return Int32Array.from(isIn.keys()).filter((row) => isIn[row] === 1);
}

/** With `tiesToo`, everybody who has as many votes as the last one let in comes in as well, so names never decide. */
function addMostVoted(isIn: Uint8Array, votes: Int32Array, missing: number, tiesToo: boolean): void {
  const waiting = Array.from(isIn.keys())
    .filter((row) => isIn[row] === 0)
    .sort((a, b) => votes[b]! - votes[a]! || a - b);
  const last = votes[waiting[Math.min(missing, waiting.length) - 1] ?? 0] ?? 0;
  waiting.forEach((row, place) => {
    if (place < missing || (tiesToo && votes[row] === last)) isIn[row] = 1;
  });
}

/** How many people are put into groups, by how many statements each has voted on. @param columns statements with a vote */
export function placedPeople(votes: Int32Array, columns: number, options: OpinionOptions = {}): number {
  const participants = Int32Array.from({ length: votes.length }, (_, row) => row);
  return clusteredRows({ columns, participants }, votes, settingsFrom(options)).length;
}
