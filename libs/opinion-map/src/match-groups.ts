import { type OpinionMap } from './opinion-map.js';
import { STYLE_COUNT } from './picture-style.js';

/** The groups of a map with the numbers that pages show; `numbers[i]` belongs to the map's group i. */
export interface GroupNumbers {
  readonly numbers: readonly number[];
}

/** What is needed of a map to match its groups: who is in which. */
export interface GroupedPeople {
  readonly people: Pick<OpinionMap['people'], 'ids' | 'group'>;
  readonly groups: { readonly length: number };
}

/**
 * Numbers for the groups of a new map such that groups keep number and colour as long as their people stay together:
 * of all ways to pair old and new groups, the one with most people in common. Not a warm start: the map itself does not
 * depend on the past.
 *
 * A group without a predecessor gets a number that no group of either map carries. As the colour goes with the number,
 * it is the lowest whose colour no group of the new map has; with more groups than colours, one that fewest have.
 *
 * @param before the numbers that the previous map's groups were shown with; by default their ids
 */
export function matchGroups(
  previous: GroupedPeople,
  next: GroupedPeople,
  before: GroupNumbers = { numbers: Array.from({ length: previous.groups.length }, (_, id) => id) },
): GroupNumbers {
  const shared = sharedPeople(previous, next);
  const partner = bestPairing(shared, previous.groups.length);
  const taken = new Set(before.numbers);
  const kept = partner.map((old) => (old < 0 ? undefined : before.numbers[old]!));
  const groupsOfStyle = new Array<number>(STYLE_COUNT).fill(0);
  for (const number of kept) if (number !== undefined) groupsOfStyle[number % STYLE_COUNT]!++;
  const numbers = kept.map((number) => {
    if (number !== undefined) return number;
    const fewest = Math.min(...groupsOfStyle);
    let fresh = 0;
    while (taken.has(fresh) || groupsOfStyle[fresh % STYLE_COUNT]! > fewest) fresh++;
    taken.add(fresh);
    groupsOfStyle[fresh % STYLE_COUNT]!++;
    return fresh;
  });
  return { numbers };
}

/** shared[new][old] = people who were in the one and are in the other. */
function sharedPeople(previous: GroupedPeople, next: GroupedPeople): number[][] {
  const was = new Map<number, number>();
  previous.people.ids.forEach((id, row) => was.set(id, previous.people.group[row]!));
  const shared = Array.from({ length: next.groups.length }, () =>
    new Array<number>(previous.groups.length).fill(0),
  );
  next.people.ids.forEach((id, row) => {
    const now = next.people.group[row]!;
    const old = was.get(id) ?? -1;
    if (now >= 0 && old >= 0) shared[now]![old]!++;
  });
  return shared;
}

/**
 * For each new group its old one, or -1: the assignment with most people in common, by trying all over sets of old
 * groups already used (2^groups states, and there are a handful of groups). Ties go to the lower old number.
 */
function bestPairing(shared: readonly number[][], oldGroups: number): number[] {
  const known = new Map<number, { people: number; partners: number[] }>();
  const solve = (now: number, used: number): { people: number; partners: number[] } => {
    if (now === shared.length) return { people: 0, partners: [] };
    const key = now * 2 ** oldGroups + used;
    const found = known.get(key);
    if (found) return found;
    let best: { people: number; partners: number[] } | undefined;
    for (let old = 0; old <= oldGroups; old++) {
      const isNone = old === oldGroups;
      if (!isNone && (shared[now]![old] === 0 || used & (1 << old))) continue;
      const rest = solve(now + 1, isNone ? used : used | (1 << old));
      const people = rest.people + (isNone ? 0 : shared[now]![old]!);
      if (!best || people > best.people) best = { people, partners: [isNone ? -1 : old, ...rest.partners] };
    }
    known.set(key, best!);
    return best!;
  };
  return solve(0, 0).partners;
}
