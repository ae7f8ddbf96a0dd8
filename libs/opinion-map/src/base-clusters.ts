import { firstDistinct, kMeans } from './k-means.js';
import { spreadStarts } from './spread-starts.js';
import { type Points } from './projection.js';
import { type Settings } from './options.js';

/** A base cluster (section 5b): people so near each other that the picture shows them as one. */
export interface BaseCluster {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Rows of the matrix, ascending. */
  readonly members: Int32Array;
}

const MOST_ITERATIONS = 100;

/** At most 100 base clusters of the people who are to be grouped, by k-means from section 5b. */
export function baseClusters(people: Points, rows: Int32Array, settings: Settings): BaseCluster[] {
  const points = { x: pick(people.x, rows), y: pick(people.y, rows) };
  const starts =
    settings.start === 'rows'
      ? firstDistinct(points, settings.baseClusters)
      : spreadStarts(points, undefined, settings.baseClusters, settings.seed);
  const clusters = kMeans(points, undefined, starts, MOST_ITERATIONS);
  const members: number[][] = Array.from({ length: clusters.count }, () => []);
  clusters.of.forEach((cluster, i) => members[cluster]!.push(rows[i]!));
  return members.map((own, id) => ({
    id,
    x: clusters.x[id]!,
    y: clusters.y[id]!,
    members: Int32Array.from(own),
  }));
}

function pick(of: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => of[row]!);
}
