import { type VoteMatrix } from './matrix.js';

/**
 * The same matrix with its rows ordered by what they hold, so that nothing depends on the numbers given to people:
 * people who voted alike are interchangeable, everybody else has a place of their own.
 */
export function orderRowsByVotes(matrix: VoteMatrix): VoteMatrix {
  const { rowStart, cells, rows } = matrix;
  const order = Int32Array.from({ length: rows }, (_, row) => row).sort((a, b) => compareRows(matrix, a, b));
  const newStart = new Int32Array(rows + 1);
  const newCells = new Int32Array(cells.length);
  order.forEach((row, place) => {
    const part = cells.subarray(rowStart[row], rowStart[row + 1]);
    newCells.set(part, newStart[place]);
    newStart[place + 1] = newStart[place]! + part.length;
  });
  const participants = order.map((row) => matrix.participants[row]!);
  return { ...matrix, rowStart: newStart, cells: newCells, participants };
}

function compareRows({ rowStart, cells }: VoteMatrix, a: number, b: number): number {
  const startA = rowStart[a]!;
  const startB = rowStart[b]!;
  const lengthA = rowStart[a + 1]! - startA;
  const lengthB = rowStart[b + 1]! - startB;
  const shared = Math.min(lengthA, lengthB);
  for (let i = 0; i < shared; i++) {
    const difference = cells[startA + i]! - cells[startB + i]!;
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB || a - b;
}
