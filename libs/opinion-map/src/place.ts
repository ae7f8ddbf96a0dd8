import { type OpinionMap } from './opinion-map.js';
import { quantile } from './quantile.js';

/** Where one person stands, and how sure the map is of it. */
export interface Place {
  readonly x: number;
  readonly y: number;
  /** Votes the person has cast. */
  readonly votes: number;
  /** The person's group, or for somebody without one the nearest; absent where the map has no groups. */
  readonly group?: number;
  /**
   * `sure`: well inside the group. `few-votes`: too few votes on statements that shape the map to say, whether or not
   * the person was let into a group to fill it up. `between-groups`: as the person has voted on a part of the
   * statements only, another group may be as near. `far`: farther out than the group's people are. `no-groups`: the
   * map has no clear groups to be in.
   */
  readonly sureness: 'sure' | 'few-votes' | 'between-groups' | 'far' | 'no-groups';
  /** Distance to the nearest border with another group; negative if beyond it. */
  readonly margin?: number;
  /**
   * Standard error of the place along the line to that group: what the statements not voted on may still change. Absent
   * where there is nothing to tell it from: after one vote, or none.
   */
  readonly uncertainty?: number;
}

/** One-sided 90 %, as everywhere in the map (section 8). */
const Z90 = 1.2816;

/**
 * The place of one participant, or undefined for somebody who is not on the map. A page can say "You stand with
 * group 2" if it is sure, and must say what is missing if not.
 *
 * The place is an estimate from the c visible statements voted on, of v; excluded ones, e of m = v + e, count as voted
 * on by everybody and add nothing (section 4). It is sqrt(m / (c + e)) times a sum of c terms, drawn without replacement
 * from v, so its standard error along a direction is sqrt(m / (c + e) * c * variance * (1 - c / v)), with the variance
 * of the terms that were summed (Cochran, Sampling Techniques, ch. 2). The place is sure if the border to the next
 * group is more than 1.28 standard errors away, and the person not an outlier of the group by Tukey's fence (upper
 * quartile of the members' distances plus 1.5 interquartile ranges). As a variance of a few terms says little, nobody
 * is placed on fewer votes than the threshold of section 4b, counted on visible statements.
 */
export function placeOf(map: OpinionMap, participant: number): Place | undefined {
  const row = map.people.ids.indexOf(participant);
  if (row < 0) return undefined;
  const here = { x: map.people.x[row]!, y: map.people.y[row]!, votes: map.people.votes[row]! };
  if (map.clarity.level === 'none') return { ...here, sureness: 'no-groups' };
  const isGrouped = map.people.group[row]! >= 0;
  const group = isGrouped ? map.people.group[row]! : nearestGroup(map, here);
  const border = nearestBorder(map, here, group);
  const sample = sampleAlong(map, row, border);
  const uncertainty = standardError(sample);
  const place = { ...here, group, margin: border.margin, ...(uncertainty !== undefined && { uncertainty }) };
  const isEnough = sample.count >= Math.min(map.leastVotes, sample.visible);
  if (!isGrouped || !isEnough || uncertainty === undefined) return { ...place, sureness: 'few-votes' };
  if (border.margin <= Z90 * uncertainty) return { ...place, sureness: 'between-groups' };
  return { ...place, sureness: isFar(map, row, group) ? 'far' : 'sure' };
}

interface At {
  readonly x: number;
  readonly y: number;
}

const apart = (a: At, b: At): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

function nearestGroup(map: OpinionMap, here: At): number {
  return map.groups.reduce((best, next) => (apart(here, next) < apart(here, best) ? next : best)).id;
}

interface Border {
  readonly margin: number;
  /** Unit vector across the border. */
  readonly x: number;
  readonly y: number;
}

/** The nearest of the lines halfway between the group's centre and the others'. */
function nearestBorder(map: OpinionMap, here: At, group: number): Border {
  const own = map.groups[group]!;
  let nearest: Border = { margin: Infinity, x: 0, y: 0 };
  for (const other of map.groups) {
    if (other.id === group) continue;
    const length = apart(own, other);
    const across = { x: (other.x - own.x) / length, y: (other.y - own.y) / length };
    const middle = { x: (own.x + other.x) / 2, y: (own.y + other.y) / 2 };
    const margin = (middle.x - here.x) * across.x + (middle.y - here.y) * across.y;
    if (margin < nearest.margin) nearest = { margin, ...across };
  }
  return nearest;
}

/** The terms that make a person's place along a direction, and what they were drawn from. */
interface Sample {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
  /** Statements that could have been voted on and shape the map. */
  readonly visible: number;
  readonly columns: number;
}

function sampleAlong(map: OpinionMap, row: number, along: At): Sample {
  const { centre, excluded } = map.statements;
  const [first, second] = map.components.vectors;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const { column, vote } of map.votesOf(row)) {
    if (excluded[column]) continue;
    const term = (vote - centre[column]!) * (along.x * first[column]! + along.y * second[column]!);
    count++;
    sum += term;
    squares += term * term;
  }
  const columns = excluded.length;
  return { count, sum, squares, visible: excluded.reduce((left, flag) => left - flag, columns), columns };
}

function standardError({ count, sum, squares, visible, columns }: Sample): number | undefined {
  if (count === visible) return 0;
  if (count < 2) return undefined;
  const variance = Math.max(0, squares - (sum * sum) / count) / (count - 1);
  const factor = columns / (count + columns - visible);
  return Math.sqrt(factor * count * variance * (1 - count / visible));
}

/** Whether the person stands beyond Tukey's fence of the group's distances. */
function isFar(map: OpinionMap, row: number, group: number): boolean {
  const here = { x: map.people.x[row]!, y: map.people.y[row]! };
  return apart(here, map.groups[group]!) > fencesOf(map)[group]!;
}

/** One sort of everybody per map, not per question: a page may ask for the place of each of thousands. */
const knownFences = new WeakMap<OpinionMap['groups'], readonly number[]>();

function fencesOf(map: OpinionMap): readonly number[] {
  const known = knownFences.get(map.groups);
  if (known) return known;
  const { x, y, group } = map.people;
  const distances = map.groups.map((): number[] => []);
  group.forEach((of, i) => {
    if (of >= 0) distances[of]!.push(apart({ x: x[i]!, y: y[i]! }, map.groups[of]!));
  });
  const fences = distances.map((own) => {
    own.sort((a, b) => a - b);
    const upper = quantile(own, 0.75);
    return upper + 1.5 * (upper - quantile(own, 0.25));
  });
  knownFences.set(map.groups, fences);
  return fences;
}
