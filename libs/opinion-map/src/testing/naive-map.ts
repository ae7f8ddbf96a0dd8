import { type Moderation } from '../options.js';
import { type VoteColumns } from '../votes.js';
import { naiveStatements, type Cell, type ListMistake, type NaiveStatements } from './naive-statements.js';

/** The mistakes that are easily made (section 13), and that tests must catch. */
export type Mistake =
  | 'zero-filling'
  | 'no-centring'
  | 'pass-as-not-voted'
  | 'no-scaling'
  | 'moderation-dropped'
  | 'moderation-forgotten'
  | 'threshold-ignored'
  | 'sides-swapped';

export const MISTAKES: readonly Mistake[] = [
  'zero-filling',
  'no-centring',
  'pass-as-not-voted',
  'no-scaling',
  'moderation-dropped',
  'moderation-forgotten',
  'threshold-ignored',
  'sides-swapped',
];

export interface NaiveMap extends NaiveStatements {
  readonly participants: number[];
  readonly statements: number[];
  readonly centre: number[];
  readonly vectors: [number[], number[]];
  readonly x: number[];
  readonly y: number[];
  /** Group by row, -1 for none. */
  readonly group: number[];
  readonly silhouettes: number[];
  readonly consensus: number[];
  /** Distance of each statement from the middle (section 4a). */
  readonly extremity: number[];
}

type Point = readonly [number, number];

/**
 * The map once more, written for sight and not for speed: a dense matrix, power iteration, every distance computed. It
 * shares no code with the lib. With a mistake named, it makes that one.
 */
export function naiveMap(
  votes: VoteColumns,
  moderation: Moderation,
  mistake?: Mistake | ListMistake,
): NaiveMap {
  const excluded = new Set<number>();
  const meta = new Set<number>();
  for (const s of moderation.statements ?? []) {
    if (s.moderation === -1 || s.isMeta) excluded.add(s.id);
    if (s.isMeta) meta.add(s.id);
  }
  const { participants, statements, cells: raw } = readCells(votes, mistake);
  const isOut = statements.map((id) => mistake !== 'moderation-forgotten' && excluded.has(id));
  const shown = raw.map((row) => row.map((cell, j): Cell => (isOut[j] ? 0 : cell)));
  const used = statements.map((_, j) => !(mistake === 'moderation-dropped' && isOut[j]));
  const x = shown.map((row) => row.filter((_, j) => used[j]));
  const m = x[0]?.length ?? 0;

  const centre = Array.from({ length: m }, (_, j) => {
    const cast = x
      .map((row) => (mistake === 'zero-filling' ? (row[j] ?? 0) : row[j]))
      .filter((c) => c !== undefined);
    return cast.reduce<number>((sum, cell) => sum + cell, 0) / cast.length;
  });
  const z = x.map((row) =>
    row.map((cell, j) => {
      if (cell === undefined) return mistake === 'zero-filling' ? -centre[j]! : 0;
      return mistake === 'no-centring' ? cell : cell - centre[j]!;
    }),
  );
  const vectors = twoComponents(z, m);
  const points = z.map((row, i): Point => {
    const n = x[i]!.filter((cell) => cell !== undefined).length;
    const factor = mistake === 'no-scaling' ? 1 : Math.sqrt(m / Math.max(n, 1));
    const cast = row.map((value, j) => (x[i]![j] === undefined ? 0 : value));
    return [factor * dot(cast, vectors[0]), factor * dot(cast, vectors[1])];
  });
  const rows = clustered(raw, mistake);
  const { group, silhouettes } = groupPoints(rows.map((i) => points[i]!));
  const groupOf: number[] = points.map(() => -1);
  rows.forEach((row, i) => (groupOf[row] = group[i]!));
  const place = new Map([...used.keys()].filter((j) => used[j]).map((j, at) => [j, at]));
  const extremity = statements.map((_, j) => {
    const at = place.get(j);
    if (at === undefined || isOut[j]) return 0;
    const p = vectors.map((vector) => Math.sqrt(m) * (1 - centre[at]!) * vector[at]!);
    return Math.sqrt(p[0]! ** 2 + p[1]! ** 2);
  });
  const isMeta = statements.map((id) => meta.has(id));
  const sheet = { cells: raw, isOut, isMeta, group: groupOf, clustered: rows, extremity };
  return {
    ...naiveStatements(mistake === 'sides-swapped' ? { ...sheet, cells: turned(raw) } : sheet, mistake),
    extremity,
    participants,
    statements,
    centre,
    vectors,
    x: points.map(([px]) => px),
    y: points.map(([, py]) => py),
    group: groupOf,
    silhouettes,
    consensus: statements.map((_, j) => {
      const side = mistake === 'sides-swapped' ? -1 : 1;
      return [...new Set(group)].reduce((product, g) => {
        const cast = raw.filter((_, i) => groupOf[i] === g).flatMap((row) => row[j] ?? []);
        return product * ((cast.filter((c) => c === side).length + 1) / (cast.length + 2));
      }, 1);
    }),
  };
}

const turned = (cells: readonly Cell[][]): Cell[][] =>
  cells.map((row) => row.map((cell) => (cell === undefined ? undefined : ((0 - cell) as Cell))));

/** The matrix of section 1, dense, by walking over the votes in canonical order. */
export function readCells(votes: VoteColumns, mistake?: string) {
  const order = Array.from({ length: votes.value.length }, (_, i) => i).sort(
    (a, b) =>
      votes.statement[a]! - votes.statement[b]! ||
      votes.participant[a]! - votes.participant[b]! ||
      votes.time![a]! - votes.time![b]!,
  );
  const participants: number[] = [];
  const statements: number[] = [];
  for (const i of order) {
    if (!statements.includes(votes.statement[i]!)) statements.push(votes.statement[i]!);
    if (!participants.includes(votes.participant[i]!)) participants.push(votes.participant[i]!);
  }
  const cells = participants.map(() => statements.map((): Cell => undefined));
  for (const i of order) {
    const cell = votes.value[i] as -1 | 0 | 1;
    const row = participants.indexOf(votes.participant[i]!);
    const column = statements.indexOf(votes.statement[i]!);
    cells[row]![column] = cell === 0 && mistake === 'pass-as-not-voted' ? undefined : cell;
  }
  return { participants, statements, cells };
}

function twoComponents(z: readonly number[][], m: number): [number[], number[]] {
  // Columns of zeros stay zeros; leaving them out only saves time.
  const live = Array.from({ length: m }, (_, j) => j).filter((j) => z.some((row) => row[j] !== 0));
  const gram = live.map((a) => live.map((b) => z.reduce((sum, row) => sum + row[a]! * row[b]!, 0)));
  const first = powerIteration(gram, new Array<number>(live.length).fill(0));
  const second = powerIteration(gram, first);
  const spread = (v: readonly number[]) => Array.from({ length: m }, (_, j) => v[live.indexOf(j)] ?? 0);
  return [spread(first), spread(second)];
}

function powerIteration(gram: readonly number[][], without: readonly number[]): number[] {
  let v: number[] = gram.map((_, j) => 1 + (j % 7) / 10);
  for (let step = 0; step < 5000; step++) {
    const along = dot(v, without);
    const straight = v.map((entry, j) => entry - along * without[j]!);
    const next = gram.map((row) => dot(row, straight));
    const back = dot(next, without);
    const cleaned = next.map((entry, j) => entry - back * without[j]!);
    const length = Math.sqrt(dot(cleaned, cleaned));
    if (length < 1e-9) return gram.map(() => 0);
    const unit = cleaned.map((entry) => entry / length);
    const change = Math.max(...unit.map((entry, j) => Math.abs(entry - v[j]!)));
    v = unit;
    if (change < 1e-11) break;
  }
  return v;
}

function clustered(raw: readonly Cell[][], mistake?: string): number[] {
  const counts = raw.map((row) => row.filter((cell) => cell !== undefined).length);
  const least = mistake === 'threshold-ignored' ? 0 : Math.min(7, raw[0]?.length ?? 0);
  const isIn = counts.map((count) => count >= least);
  const byVotes = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  for (const row of byVotes) if (isIn.filter(Boolean).length < 15) isIn[row] = true;
  return [...isIn.keys()].filter((row) => isIn[row]);
}

function groupPoints(points: readonly Point[]): { group: number[]; silhouettes: number[] } {
  const base = lloyd(
    points,
    points.map(() => 1),
    100,
    100,
  );
  const weights = base.centres.map((_, c) => base.of.filter((of) => of === c).length);
  let best = { silhouette: -Infinity, of: [] as number[] };
  const silhouettes: number[] = [];
  for (let k = 2; k <= Math.min(5, 2 + Math.floor(base.centres.length / 12)); k++) {
    const { of } = lloyd(base.centres, weights, k, 20);
    const value = silhouette(base.centres, of);
    silhouettes.push(value);
    const sizes = [...new Set(of)].map((g) => weights.reduce((sum, w, i) => sum + (of[i] === g ? w : 0), 0));
    if (value >= best.silhouette && sizes.length === k && Math.min(...sizes) >= 2)
      best = { silhouette: value, of };
  }
  return { group: base.of.map((c) => best.of[c]!), silhouettes };
}

function lloyd(points: readonly Point[], weights: readonly number[], k: number, limit: number) {
  let centres = points
    .filter((p, i) => points.findIndex((o) => o[0] === p[0] && o[1] === p[1]) === i)
    .slice(0, k);
  let of: number[] = [];
  for (let step = 0; step < limit; step++) {
    const old = centres;
    of = points.map((p) => {
      const distances = old.map((c) => (p[0] - c[0]) ** 2 + (p[1] - c[1]) ** 2);
      return distances.lastIndexOf(Math.min(...distances));
    });
    const kept = [...old.keys()].filter((c) => of.includes(c));
    of = of.map((c) => kept.indexOf(c));
    centres = kept.map((_, c): Point => {
      const own = [...points.keys()].filter((i) => of[i] === c);
      const total = own.reduce((sum, i) => sum + weights[i]!, 0);
      const mean = (axis: 0 | 1) => own.reduce((sum, i) => sum + weights[i]! * points[i]![axis], 0) / total;
      return [mean(0), mean(1)];
    });
    const sort = (list: readonly Point[]) => [...list].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const [before, after] = [sort(old), sort(centres)];
    if (before.length === after.length && after.every((p, i) => apart(p, before[i]!) < 0.01)) break;
  }
  return { centres, of };
}

function silhouette(points: readonly Point[], of: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(
    points.map((p, i) => {
      const to = (g: number) =>
        [...points.keys()].filter((j) => of[j] === g && j !== i).map((j) => apart(p, points[j]!));
      const own = to(of[i]!);
      if (own.length === 0) return 0;
      const others = [...new Set(of)].filter((g) => g !== of[i]).map((g) => mean(to(g)));
      const [a, b] = [mean(own), Math.min(...others)];
      return (b - a) / Math.max(a, b);
    }),
  );
}

const apart = (a: Point, b: Point): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
