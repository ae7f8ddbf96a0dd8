import { type VoteMatrix } from './matrix.js';

/**
 * Marks the columns of excluded statements (section 2): 1 for rejected and demographic ones. Their cells count as 0
 * for everybody, whether voted on or not.
 */
export function excludedColumns(matrix: VoteMatrix, isExcluded: (statement: number) => boolean): Uint8Array {
  return Uint8Array.from(matrix.statements, (statement) => (isExcluded(statement) ? 1 : 0));
}

/** The centre of section 3.1: per column the mean of the votes cast on it; 0 for an excluded one. */
export function columnMeans(matrix: VoteMatrix, excluded: Uint8Array): Float64Array {
  const sum = new Int32Array(matrix.columns);
  const count = new Int32Array(matrix.columns);
  const seen = new Int32Array(3 * matrix.columns);
  const { cells } = matrix;
  for (let i = 0; i < cells.length; i++) seen[cells[i]!]!++;
  for (let c = 0; c < matrix.columns; c++) {
    count[c] = seen[3 * c]! + seen[3 * c + 1]! + seen[3 * c + 2]!;
    sum[c] = seen[3 * c + 2]! - seen[3 * c]!;
  }
  return Float64Array.from(sum, (total, c) => (excluded[c] ? 0 : total / count[c]!));
}

/**
 * The centred value of every kind of cell (section 3.2), three per column in the order of `VoteMatrix.cells`:
 * vote minus the column's mean; 0 in an excluded column. An empty cell is filled with the mean, so it is 0 too and
 * need not be stored: the centred matrix is as sparse as the votes.
 */
export function centredValues(centre: Float64Array, excluded: Uint8Array): Float64Array {
  const values = new Float64Array(3 * centre.length);
  for (let c = 0; c < centre.length; c++) {
    if (excluded[c]) continue;
    for (let vote = -1; vote <= 1; vote++) values[3 * c + vote + 1] = vote - centre[c]!;
  }
  return values;
}
