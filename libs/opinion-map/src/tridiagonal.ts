/** A symmetric tridiagonal matrix: its diagonal, and the links beside it (one fewer). */
export interface Tridiagonal {
  readonly diagonal: readonly number[];
  readonly links: readonly number[];
}

/** Eigenvalues, largest first, with the last entry of each eigenvector: what a Lanczos residual needs. */
export function lastRowOfEigenvectors(t: Tridiagonal): { values: number[]; lastRow: number[] } {
  const size = t.diagonal.length;
  const last = new Float64Array(size);
  last[size - 1] = 1;
  const values = diagonalise(t, [last]);
  const order = descending(values);
  return { values: order.map((i) => values[i]!), lastRow: order.map((i) => last[i]!) };
}

/** The `count` largest eigenvalues and their eigenvectors, largest first; fewer if the matrix is smaller. */
export function topEigenvectors(
  t: Tridiagonal,
  count: number,
): { values: number[]; vectors: Float64Array[] } {
  const size = t.diagonal.length;
  const rows = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  const values = diagonalise(t, rows);
  const order = descending(values).slice(0, count);
  return {
    values: order.map((i) => values[i]!),
    vectors: order.map((i) => Float64Array.from(rows, (row) => row[i]!)),
  };
}

function descending(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
}

/**
 * Implicit QL with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3). Returns the eigenvalues; the
 * given rows are multiplied by the matrix of eigenvectors, so identity rows become its rows.
 */
function diagonalise(t: Tridiagonal, rows: Float64Array[]): Float64Array {
  const d = Float64Array.from(t.diagonal);
  const e = Float64Array.from([...t.links, 0]);
  for (let low = 0; low < d.length; low++) {
    for (let sweep = 0; sweep < 60; sweep++) {
      const high = blockEnd(d, e, low);
      if (high === low) break;
      sweepBlock(d, e, low, high, rows);
    }
  }
  return d;
}

/** Where the unreduced block that starts at `low` ends: at the first link that is nothing beside its neighbours. */
function blockEnd(d: Float64Array, e: Float64Array, low: number): number {
  let high = low;
  while (high < d.length - 1) {
    if (Math.abs(e[high]!) <= Number.EPSILON * (Math.abs(d[high]!) + Math.abs(d[high + 1]!))) break;
    high++;
  }
  return high;
}

function sweepBlock(d: Float64Array, e: Float64Array, low: number, high: number, rows: Float64Array[]): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(half, 1);
  let g = d[high]! - d[low]! + e[low]! / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= shift;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    const corner = d[i + 1]! - shift;
    const turn = (d[i]! - corner) * sine + 2 * cosine * b;
    shift = sine * turn;
    d[i + 1] = corner + shift;
    g = cosine * turn - b;
    rotate(rows, i, sine, cosine);
  }
  d[low]! -= shift;
  e[low] = g;
  e[high] = 0;
}

function rotate(rows: Float64Array[], i: number, sine: number, cosine: number): void {
  for (const row of rows) {
    const upper = row[i + 1]!;
    const lower = row[i]!;
    row[i + 1] = sine * lower + cosine * upper;
    row[i] = cosine * lower - sine * upper;
  }
}
