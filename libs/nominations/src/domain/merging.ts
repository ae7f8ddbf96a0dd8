import { withBadgeName } from './nomination.js';
import { type PersonDetails } from './nomination-fields.js';

/**
 * Facts of a person that one nomination takes from another one of the same person: all but the address, to which its own invitation goes.
 */
export const PERSON_FACTS = {
  NAME: 'name',
  BADGE_NAME: 'badgeName',
  HONORIFIC: 'honorific',
  ORGANISATION: 'organisation',
  JOB_TITLE: 'jobTitle',
  COUNTRY: 'country',
  LANGUAGE: 'language',
} as const satisfies Readonly<Record<string, Exclude<keyof PersonDetails, 'email'>>>;
export type PersonFact = keyof typeof PERSON_FACTS;
const ALL = Object.keys(PERSON_FACTS) as PersonFact[];

/** Days in which a merge can be undone; what was before is kept as long. */
export const UNDO_DAYS = 30;

/** What facts say. */
export type Sayings = Readonly<Partial<Record<PersonFact, string | null>>>;

/** What a merge has changed: the facts, what they said before, and what they say by it. */
export interface Changed {
  readonly facts: readonly PersonFact[];
  readonly was: Sayings;
  readonly became: Sayings;
}

/** Why nobody undoes a merge any more. */
export const UNDO_OBSTACLES = ['UNDONE', 'TOO_LATE', 'CHANGED_SINCE'] as const;
export type UndoObstacle = (typeof UNDO_OBSTACLES)[number];

const saidBy = (person: PersonDetails, fact: PersonFact): string | null => person[PERSON_FACTS[fact]];
const sayings = (person: PersonDetails, facts: readonly PersonFact[]): Sayings =>
  Object.fromEntries(facts.map((fact) => [fact, saidBy(person, fact)]));

/** A name in Latin letters takes the name for the badge away, whatever is said of that. */
const saying = (person: PersonDetails, said: Sayings): PersonDetails =>
  withBadgeName({
    ...person,
    ...Object.fromEntries(
      Object.entries(said).map(([fact, value]) => [PERSON_FACTS[fact as PersonFact], value]),
    ),
  });

/** The person of one nomination, of whom these facts are as the other one has them. */
export const mergedInto = (
  person: PersonDetails,
  other: PersonDetails,
  facts: readonly PersonFact[],
): PersonDetails => saying(person, sayings(other, facts));

/** All that differs: with a name in Latin letters the name for the badge goes, though nobody named that fact. */
export function changedBy(before: PersonDetails, after: PersonDetails): Changed {
  const facts = ALL.filter((fact) => saidBy(before, fact) !== saidBy(after, fact));
  return { facts, was: sayings(before, facts), became: sayings(after, facts) };
}

/** Facts that say something else than a merge has made them say. */
export const changedSince = (now: PersonDetails, { facts, became }: Changed): PersonFact[] =>
  facts.filter((fact) => saidBy(now, fact) !== (became[fact] ?? null));

/**
 * The person as they were before a merge, but for what somebody has changed since; and the facts that do not say again what they said.
 */
export function putBack(
  now: PersonDetails,
  merge: Changed,
): { readonly after: PersonDetails; readonly kept: readonly PersonFact[] } {
  const since = changedSince(now, merge);
  const back = merge.facts.filter((fact) => !since.includes(fact));
  const after = saying(now, Object.fromEntries(back.map((fact) => [fact, merge.was[fact] ?? null])));
  return { after, kept: merge.facts.filter((fact) => saidBy(after, fact) !== (merge.was[fact] ?? null)) };
}

/** A merge as the undoing looks at it. */
export interface Undoable extends Changed {
  readonly isUndone: boolean;
  /** Its days are over. */
  readonly isOver: boolean;
}

/** Why this merge is not undone any more; undefined where something of it can be put back. */
export function undoObstacle(now: PersonDetails, merge: Undoable): UndoObstacle | undefined {
  if (merge.isUndone) return 'UNDONE';
  if (merge.isOver) return 'TOO_LATE';
  return changedBy(now, putBack(now, merge).after).facts.length === 0 ? 'CHANGED_SINCE' : undefined;
}
