import {
  compareNameWords,
  LIKELY_SAME_NAME,
  type NameEvidence,
  nameWords,
  type NameWords,
} from '#libs/names';
import { type DuplicateReason } from './screening-findings.js';

/** A person as two are compared. */
export interface Comparable {
  readonly name: string;
  readonly badgeName?: string | null;
  readonly emailFold: string | null;
}

export interface Likeness {
  /** 0 to 1. */
  readonly score: number;
  /** Why; empty where they are not alike enough for anybody to be told. */
  readonly reasons: readonly DuplicateReason[];
}

/** Two nominations with one address are one person's, whatever their names. */
const SAME_ADDRESS = 0.95;

const REASON_OF: Readonly<Record<NameEvidence, DuplicateReason>> = {
  ROMANISATION: 'OTHER_ROMANISATION',
  SCRIPT: 'OTHER_SCRIPT',
  NICKNAME: 'NICKNAME',
  INITIAL: 'INITIAL',
  SPELLING: 'OTHER_SPELLING',
  SOUND: 'SAME_SOUND',
  JOINED: 'WORDS_JOINED',
  ORDER: 'OTHER_ORDER',
  LEFT_OUT: 'NAME_LEFT_OUT',
};

/** Compares one person with many. */
export function likenessTo(person: Comparable): (other: Comparable) => Likeness {
  const names = namesOf(person);
  return (other) => {
    const isSameAddress = person.emailFold !== null && person.emailFold === other.emailFold;
    const { score, reasons } = best(names, namesOf(other));
    return {
      score: isSameAddress ? Math.max(SAME_ADDRESS, score) : score,
      reasons: [...(isSameAddress ? (['SAME_EMAIL'] as const) : []), ...reasons],
    };
  };
}

/** The words of who has been compared already: many are compared with the same few. */
const known = new WeakMap<Comparable, readonly NameWords[]>();

/** The name, and the name for the badge where there is one. */
function namesOf(person: Comparable): readonly NameWords[] {
  const names =
    known.get(person) ??
    [person.name, person.badgeName].flatMap((text) => (typeof text === 'string' ? [nameWords(text)] : []));
  known.set(person, names);
  return names;
}

/** Two people are as alike as the most alike of their names. */
const best = (names: readonly NameWords[], others: readonly NameWords[]): Likeness =>
  names
    .flatMap((one) => others.map((other) => byName(one, other)))
    .reduce((most, likeness) => (likeness.score > most.score ? likeness : most));

function byName(one: NameWords, other: NameWords): Likeness {
  const { score, evidence } = compareNameWords(one, other);
  if (score < LIKELY_SAME_NAME) return { score, reasons: [] };
  const isSame = evidence.length === 0 && score === 1;
  return {
    score,
    reasons: isSame ? ['SAME_NAME'] : ['SIMILAR_NAME', ...evidence.map((kind) => REASON_OF[kind])],
  };
}

export const isAlike = ({ reasons }: Likeness): boolean => reasons.length > 0;
