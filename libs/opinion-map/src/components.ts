import { seededFractions } from './random.js';
import { sumRowsAndBack, type SparseRows } from './passes.js';
import { lastRowOfEigenvectors, topEigenvectors, type Tridiagonal } from './tridiagonal.js';

/** The leading components: unit vectors over the columns, and their eigenvalues (sums of squares explained). */
export interface Components {
  readonly vectors: readonly [Float64Array, Float64Array];
  readonly eigenvalues: readonly [number, number];
  /** Products with the matrix and its transpose that were needed. */
  readonly steps: number;
}

/** A matrix whose cells stand for values. */
export interface Centred {
  readonly matrix: SparseRows;
  readonly columns: number;
  /** Three places per column, in column order; a second such round may follow, for sign-flipped copies. */
  readonly values: Float64Array;
}

/**
 * The two leading components of section 3.4: the fixed points of v <- Z'Zv / |Z'Zv|, the second with the first
 * deflated. They are found by Lanczos' method with full reorthogonalisation, which reaches the same vectors in a
 * fraction of the passes that power iteration needs. A component that does not exist (rank below two) is zeros.
 *
 * Stops when the estimated error of both vectors, residual over distance to the neighbouring eigenvalue, is at most
 * `tolerance`, or when it is as small as floating point allows (Parlett, The Symmetric Eigenvalue Problem, ch. 11, 13).
 * The sign is fixed so that the loadings sum to a positive number, as a start from all ones would have it.
 */
export function leadingComponents(centred: Centred, tolerance: number): Components {
  const basis = new LanczosBasis(centred);
  const limit = basis.limit;
  let checkAt = Math.min(6, limit);
  while (basis.size < limit) {
    basis.extend();
    if (basis.isExhausted || basis.size === limit) break;
    if (basis.size < checkAt) continue;
    if (isConverged(basis.tridiagonal(), basis.lastLink, tolerance)) break;
    checkAt = basis.size + Math.max(2, Math.floor(basis.size / 8));
  }
  return componentsFrom(basis);
}

/** The largest eigenvalue of Z'Z from below, in `steps` passes: enough where a few per cent do not matter. */
export function largestEigenvalue(centred: Centred, steps: number): number {
  const basis = new LanczosBasis(centred);
  while (basis.size < Math.min(steps, basis.limit) && !basis.isExhausted) basis.extend();
  return basis.size === 0 ? 0 : topEigenvectors(basis.tridiagonal(), 1).values[0]!;
}

function isConverged(t: Tridiagonal, link: number, tolerance: number): boolean {
  const { values, lastRow } = lastRowOfEigenvectors(t);
  const [first = 0, second = 0, third = 0] = values;
  if (values.length < 3) return false;
  const noise = first * 1e-14;
  const isFound = (which: number, gap: number) => {
    const residual = Math.abs(link * lastRow[which]!);
    return residual <= tolerance * gap || residual <= noise;
  };
  return isFound(0, first - second) && isFound(1, Math.min(first - second, second - third));
}

function componentsFrom(basis: LanczosBasis): Components {
  const none = (): Float64Array => new Float64Array(basis.columns);
  if (basis.size === 0) return { vectors: [none(), none()], eigenvalues: [0, 0], steps: basis.steps };
  const top = topEigenvectors(basis.tridiagonal(), 2);
  const least = Math.max(top.values[0]!, 0) * 1e-12;
  const vectors = [none(), none()] as const;
  const eigenvalues: [number, number] = [0, 0];
  for (let which = 0; which < Math.min(2, top.values.length); which++) {
    const value = top.values[which]!;
    if (value <= least) continue;
    basis.combine(top.vectors[which]!, vectors[which]!);
    eigenvalues[which] = value;
  }
  return { vectors, eigenvalues, steps: basis.steps };
}

/** Orthonormal vectors q1, q2, ... in which Z'Z is tridiagonal, grown one product at a time. */
class LanczosBasis {
  readonly columns: number;
  readonly limit: number;
  steps = 0;
  isExhausted = false;
  private readonly vectors: Float64Array[] = [];
  private readonly diagonal: number[] = [];
  private readonly links: number[] = [];
  private readonly table: Float64Array;
  private readonly back: Float64Array;
  private next: Float64Array;
  private isRestarted = false;
  private scale = 0;

  constructor(private readonly centred: Centred) {
    this.columns = centred.columns;
    this.table = new Float64Array(centred.values.length);
    this.back = new Float64Array(centred.values.length);
    this.next = this.start(0);
    // The rank is at most the number of people; what of the starts lies outside Z's row space adds two dimensions.
    this.limit = norm(this.next) === 0 ? 0 : Math.min(this.columns, centred.matrix.rows + 2);
  }

  get size(): number {
    return this.diagonal.length;
  }

  /** The length of the part of the last product that lies outside the basis. */
  get lastLink(): number {
    return this.links[this.size - 1] ?? 0;
  }

  tridiagonal(): Tridiagonal {
    return { diagonal: this.diagonal, links: this.links.slice(0, this.size - 1) };
  }

  extend(): void {
    const q = this.next;
    const product = this.multiply(q);
    this.vectors.push(q);
    this.diagonal.push(dot(product, q));
    this.scale = Math.max(this.scale, norm(product));
    this.orthogonalise(product);
    let link = norm(product);
    if (link <= this.scale * 1e-13) {
      // An invariant subspace. It holds each eigenvalue once; one fresh start finds the second of a double one.
      link = 0;
      if (this.isRestarted) this.isExhausted = true;
      this.isRestarted = true;
      const fresh = this.start(this.size);
      this.orthogonalise(fresh);
      const length = norm(fresh);
      if (length < 1e-8) this.isExhausted = true;
      else this.next = scaled(fresh, 1 / length);
    } else {
      this.next = scaled(product, 1 / link);
    }
    this.links.push(link);
  }

  /** out = sum of weights[i] * q_i, at length one and with its sign fixed. */
  combine(weights: Float64Array, out: Float64Array): void {
    this.vectors.forEach((vector, i) => addScaled(out, vector, weights[i]!));
    const length = norm(out);
    let sum = 0;
    for (const loading of out) sum += loading;
    if (Math.abs(sum) < 1e-9 * length) sum = out.find((loading) => Math.abs(loading) > 1e-9 * length) ?? 1;
    const factor = (sum < 0 ? -1 : 1) / length;
    for (let c = 0; c < out.length; c++) out[c]! *= factor;
  }

  /** Z'Zq over the stored votes. */
  private multiply(q: Float64Array): Float64Array {
    const { values, matrix } = this.centred;
    const { table, back, columns } = this;
    const product = new Float64Array(columns);
    for (let place = 0, c = 0; place < values.length; place += 3, c = c + 1 === columns ? 0 : c + 1) {
      table[place] = values[place]! * q[c]!;
      table[place + 1] = values[place + 1]! * q[c]!;
      table[place + 2] = values[place + 2]! * q[c]!;
    }
    sumRowsAndBack(matrix, table, back);
    for (let place = 0, c = 0; place < values.length; place += 3, c = c + 1 === columns ? 0 : c + 1) {
      product[c]! +=
        values[place]! * back[place]! +
        values[place + 1]! * back[place + 1]! +
        values[place + 2]! * back[place + 2]!;
    }
    this.steps++;
    return product;
  }

  private orthogonalise(vector: Float64Array): void {
    // Twice is enough (Parlett, ch. 6.9): the second round removes what rounding left of the first.
    for (let round = 0; round < 2; round++) {
      for (const known of this.vectors) addScaled(vector, known, -dot(vector, known));
    }
  }

  /** Ones, unevenly disturbed: plain ones can be at right angles to a component, in symmetric data for instance. */
  private start(salt: number): Float64Array {
    const fraction = seededFractions(salt);
    const vector = new Float64Array(this.columns);
    const { values } = this.centred;
    for (let c = 0; c < this.columns; c++) {
      const disturbance = salt === 0 ? fraction() / 2 : 2 * fraction() - 1;
      const isLive = values[3 * c] !== 0 || values[3 * c + 2] !== 0;
      vector[c] = isLive ? (salt === 0 ? 1 : 0) + disturbance : 0;
    }
    const length = norm(vector);
    return length === 0 ? vector : scaled(vector, 1 / length);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

function addScaled(to: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * vector[i]!;
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  return vector.map((entry) => entry * factor);
}
