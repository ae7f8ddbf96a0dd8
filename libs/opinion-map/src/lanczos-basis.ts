import { sumRowsAndBack, type SparseRows } from './passes.js';
import { seededFractions } from './random.js';
import { type Tridiagonal } from './tridiagonal.js';

/** A matrix whose cells stand for values. */
export interface Centred {
  readonly matrix: SparseRows;
  readonly columns: number;
  /** Three places per column, in column order; a second such round may follow, for sign-flipped copies. */
  readonly values: Float64Array;
}

/** Orthonormal vectors q1, q2, ... in which Z'Z is tridiagonal, grown one product at a time. */
export class LanczosBasis {
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
