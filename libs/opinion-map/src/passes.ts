/** A sparse matrix by rows whose cells index a table of values; both `VoteMatrix` and its samples are one. */
export interface SparseRows {
  readonly rows: number;
  readonly rowStart: Int32Array;
  readonly cells: Int32Array;
}

/** out[i] = sum of table over the cells of row i: one pass over the votes for a product with the matrix. */
export function sumRows(matrix: SparseRows, table: Float64Array, out: Float64Array): void {
  const { rowStart, cells, rows } = matrix;
  for (let row = 0; row < rows; row++) out[row] = sumRow(cells, rowStart[row]!, rowStart[row + 1]!, table);
}

/**
 * One pass for a product with the matrix and, row by row, at once with its transpose: adds each row's sum to the
 * places of `back` that its cells index. A row's cells are still at hand the second time.
 */
export function sumRowsAndBack(matrix: SparseRows, table: Float64Array, back: Float64Array): void {
  const { rowStart, cells, rows } = matrix;
  back.fill(0);
  for (let row = 0; row < rows; row++) {
    const start = rowStart[row]!;
    const end = rowStart[row + 1]!;
    const sum = sumRow(cells, start, end, table);
    for (let i = start; i < end; i++) back[cells[i]!]! += sum;
  }
}

/** Two running sums, so that one addition need not wait for the other. The order is fixed, so sums repeat. */
function sumRow(cells: Int32Array, start: number, end: number, table: Float64Array): number {
  let even = 0;
  let odd = 0;
  let i = start;
  for (; i + 1 < end; i += 2) {
    even += table[cells[i]!]!;
    odd += table[cells[i + 1]!]!;
  }
  if (i < end) even += table[cells[i]!]!;
  return even + odd;
}
