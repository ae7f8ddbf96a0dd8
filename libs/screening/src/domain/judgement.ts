import { createHash } from 'node:crypto';
import { type Sought } from '../screening-subjects.js';

/** What the host says of two nominations that may be of one person. */
export const VERDICTS = ['SAME', 'DIFFERENT', 'LATER'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How a pair stands in the queue: as it was judged, or open where it was not, or where one of both has become another person to compare. */
export const PAIR_STATES = ['OPEN', ...VERDICTS] as const;
export type PairState = (typeof PAIR_STATES)[number];

/** What has changed since a pair was judged, of which of both. */
export const PAIR_CHANGES = ['FIRST_NAME', 'FIRST_EMAIL', 'SECOND_NAME', 'SECOND_EMAIL'] as const;
export type PairChange = (typeof PAIR_CHANGES)[number];

export const pairState = (judgement: {
  readonly verdict: Verdict | null;
  readonly changes: readonly PairChange[];
}): PairState => (judgement.verdict === null || judgement.changes.length > 0 ? 'OPEN' : judgement.verdict);

/** Characters of what is noted with a judgement. */
export const LONGEST_JUDGEMENT_NOTE = 2_000;

/** What this context writes into the trail of both nominations, for the host alone. */
export const JUDGED = 'nomination.duplicate-judged';

/** A pair is one, whichever of both is named first: the older one is the first. */
export const inOrder = (one: string, other: string): readonly [first: string, second: string] =>
  one < other ? [one, other] : [other, one];

/** Tells whether name or address of a subject has changed since, and not what they were. */
export interface Prints {
  readonly name: string;
  readonly email: string;
}

/** Of what people are compared by: another spelling of one mailbox, or capitals, change nothing. */
export function printsOf({
  id,
  nameKey,
  nameCodes,
  emailFold,
}: Pick<Sought, 'id' | 'nameKey' | 'nameCodes' | 'emailFold'>): Prints {
  return {
    name: print(id, nameKey, ...[...nameCodes].sort()),
    email: print(id, emailFold ?? ''),
  };
}

const print = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');
