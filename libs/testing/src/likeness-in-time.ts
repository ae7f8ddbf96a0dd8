import { pOfSameDistribution } from './mann-whitney.js';

/** Two samples that differ by chance alone come out below this once in a hundred comparisons. */
export const ALIKE = 0.01;
const MOST_ROUNDS = 3;

interface Timed {
  readonly ms: number;
}

export interface Comparison<Result extends Timed> {
  /** Of one round; some dozens at least. */
  readonly pairs: number;
  readonly one: (index: number) => Promise<Result>;
  readonly other: (index: number) => Promise<Result>;
  /** Looks at what the two of a pair have answered. */
  readonly check?: (one: Result, other: Result) => void;
}

/**
 * How likely two acts take the same time: the p-value of their ranks (Mann and Whitney), to be compared with `ALIKE`. They
 * go in pairs that take turns in who is first, so that whatever else the machine does happens to both. The best of three
 * rounds, for chance differs from one to the next, and a real difference does not.
 */
export async function likenessInTime<Result extends Timed>(comparison: Comparison<Result>): Promise<number> {
  let best = 0;
  for (let round = 0; round < MOST_ROUNDS && best <= ALIKE; round += 1)
    best = Math.max(best, await oneRound(comparison));
  return best;
}

async function oneRound<Result extends Timed>(comparison: Comparison<Result>): Promise<number> {
  const { pairs, check } = comparison;
  const [ones, others]: [number[], number[]] = [[], []];
  for (let index = 0; index < pairs; index += 1) {
    const isOneFirst = index % 2 === 0;
    const first = await (isOneFirst ? comparison.one : comparison.other)(index);
    const second = await (isOneFirst ? comparison.other : comparison.one)(index);
    const [one, other] = isOneFirst ? [first, second] : [second, first];
    check?.(one, other);
    ones.push(one.ms);
    others.push(other.ms);
  }
  return pOfSameDistribution(ones, others);
}
