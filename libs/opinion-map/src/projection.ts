import { type Components } from './components.js';
import { sumRows } from './passes.js';
import { type VoteMatrix } from './matrix.js';

/** Points in the plane of the two components. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What the projection needs of the earlier stages. */
export interface Plane {
  readonly centre: Float64Array;
  readonly values: Float64Array;
  readonly excluded: Uint8Array;
  readonly components: Components;
}

/**
 * People in the plane (section 4): sqrt(m / n) times the centred votes' product with the components, m columns and
 * n cells of the row. Excluded statements count as voted on by everybody, in m as in n. Without the factor, people
 * with few votes pile up in the middle.
 */
export function projectPeople(matrix: VoteMatrix, plane: Plane): Points {
  const x = new Float64Array(matrix.rows);
  const y = new Float64Array(matrix.rows);
  const [first, second] = plane.components.vectors;
  sumRows(matrix, tableOf(plane.values, first), x);
  sumRows(matrix, tableOf(plane.values, second), y);
  const seen = votesOnVisible(matrix, plane.excluded);
  const excludedColumns = plane.excluded.reduce((sum, flag) => sum + flag, 0);
  for (let row = 0; row < matrix.rows; row++) {
    const factor = Math.sqrt(matrix.columns / Math.max(seen[row]! + excludedColumns, 1));
    x[row]! *= factor;
    y[row]! *= factor;
  }
  return { x, y };
}

/** Votes of each person on statements that are not excluded. */
export function votesOnVisible(matrix: VoteMatrix, excluded: Uint8Array): Int32Array {
  const isLive = new Float64Array(3 * matrix.columns);
  for (let place = 0; place < isLive.length; place++) isLive[place] = excluded[Math.floor(place / 3)] ? 0 : 1;
  const live = new Float64Array(matrix.rows);
  sumRows(matrix, isLive, live);
  return Int32Array.from(live);
}

/** Statements in the plane (section 4a): somebody who agreed with this one alone. Excluded ones lie at 0. */
export function projectStatements(plane: Plane): Points & { readonly extremity: Float64Array } {
  const columns = plane.centre.length;
  const x = new Float64Array(columns);
  const y = new Float64Array(columns);
  const extremity = new Float64Array(columns);
  const [first, second] = plane.components.vectors;
  for (let c = 0; c < columns; c++) {
    if (plane.excluded[c]) continue;
    const factor = Math.sqrt(columns) * (1 - plane.centre[c]!);
    x[c] = factor * first[c]!;
    y[c] = factor * second[c]!;
    extremity[c] = Math.hypot(x[c]!, y[c]!);
  }
  return { x, y, extremity };
}

function tableOf(values: Float64Array, vector: Float64Array): Float64Array {
  return values.map((value, place) => value * vector[Math.floor(place / 3)]!);
}
