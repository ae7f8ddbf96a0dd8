import { type BaseCluster } from './base-clusters.js';
import { type KMemory, type Settings } from './options.js';
import { firstDistinct, inertia, kMeans, type Clusters } from './k-means.js';
import { type Points } from './projection.js';
import { distances, meanSilhouette } from './silhouette.js';
import { spreadStarts } from './spread-starts.js';

/** One try at a number of groups. */
export interface GroupingTry {
  /** The number asked for. Fewer groups come out if clusters vanished. */
  readonly k: number;
  readonly silhouette: number;
  /** People in the smallest group. */
  readonly smallest: number;
  /** Whether it may be chosen: exactly k groups, none below the minimum size. */
  readonly isAdmissible: boolean;
}

/** The groups chosen: `of` gives each base cluster its group; `count` is 0 where there is no choice to be made. */
export interface Grouping {
  readonly count: number;
  /**
   * Mean silhouette of the people, each at the centre of the base cluster. Section 5d's counts base clusters, and calls
   * two camps of people who all vote alike no grouping at all, as each camp is one base cluster.
   */
  readonly silhouette: number;
  readonly of: Int32Array;
  readonly tries: readonly GroupingTry[];
  readonly kMemory: KMemory | undefined;
}

const MOST_ITERATIONS = 20;
const SPREAD_TRIES = 8;

/**
 * Groups of base clusters (sections 5c and 5d): k-means for k = 2 to min(5, 2 + floor(bases / 12)) with people as
 * weights, then the k with the best mean silhouette, ties to the larger. A k that leaves a group below the minimum
 * size, or lost one, is tried and reported but never chosen.
 */
export function chooseGroups(bases: readonly BaseCluster[], settings: Settings): Grouping {
  const points = { x: Float64Array.from(bases, (b) => b.x), y: Float64Array.from(bases, (b) => b.y) };
  const weights = Float64Array.from(bases, (base) => base.members.length);
  const all = distances(points);
  const most = Math.min(settings.maximumGroups, 2 + Math.floor(bases.length / 12), bases.length);
  const clusterings = new Map<number, Clusters>();
  const tries: GroupingTry[] = [];
  for (let k = 2; k <= most; k++) {
    const clusters = cluster(points, weights, k, settings);
    const people = peopleByGroup(clusters, weights);
    const smallest = Math.min(...people);
    clusterings.set(k, clusters);
    tries.push({
      k,
      silhouette: meanSilhouette(all, clusters.of, clusters.count),
      smallest,
      isAdmissible: clusters.count === k && smallest >= settings.minimumGroupSize,
    });
  }
  const best = bestOf(tries);
  if (best === undefined) {
    return { count: 0, silhouette: 0, of: new Int32Array(bases.length), tries, kMemory: settings.kMemory };
  }
  const kMemory = remember(settings.kMemory, best, tries);
  const { count, of } = clusterings.get(kMemory.smoothedK)!;
  return { count, silhouette: meanSilhouette(all, of, count, weights), of, tries, kMemory };
}

function cluster(points: Points, weights: Float64Array, k: number, settings: Settings): Clusters {
  if (settings.start === 'rows') return kMeans(points, weights, firstDistinct(points, k), MOST_ITERATIONS);
  const tries = Array.from({ length: SPREAD_TRIES }, (_, attempt) => {
    const starts = spreadStarts(points, weights, k, settings.seed + 1000 * k + attempt);
    return kMeans(points, weights, starts, MOST_ITERATIONS);
  });
  return tries.reduce((best, next) =>
    inertia(points, weights, next) < inertia(points, weights, best) ? next : best,
  );
}

function peopleByGroup(clusters: Clusters, weights: Float64Array): Float64Array {
  const people = new Float64Array(clusters.count);
  clusters.of.forEach((group, base) => (people[group]! += weights[base]!));
  return people;
}

/** The admissible k with the best silhouette, ties to the larger; none if no k is admissible. */
export function bestOf(tries: readonly GroupingTry[]): number | undefined {
  const admissible = tries.filter((attempt) => attempt.isAdmissible);
  if (admissible.length === 0) return undefined;
  return admissible.reduce((best, next) => (next.silhouette >= best.silhouette ? next : best)).k;
}

/**
 * The buffer of section 5d: a k that differs from the one shown must be the best four maps running. The k shown
 * goes at once if it is no longer to be had. Without a memory the best k is taken.
 */
function remember(memory: KMemory | undefined, best: number, tries: readonly GroupingTry[]): KMemory {
  if (!memory) return { lastK: best, count: 1, smoothedK: best };
  const count = memory.lastK === best ? memory.count + 1 : 1;
  const isStillThere = tries.some((attempt) => attempt.k === memory.smoothedK && attempt.isAdmissible);
  return { lastK: best, count, smoothedK: count >= 4 || !isStillThere ? best : memory.smoothedK };
}
