import type { MessageId } from '../../i18n/catalogue.en';
import type { Author } from '../audit/use-who-saved';
import { differingNames, type NominationValues } from './nomination-form-values';
import { NOMINATION_LINES, PERSON_LINES, worded } from './nomination-lines';
import type { NominationDetails } from './operations';

/** What each control of the form is called, for sentences about it. */
const LABELS: Readonly<Record<string, MessageId>> = {
  'person.name': 'nomination.name',
  'person.badgeName': 'nomination.badgeName',
  'person.email': 'nomination.email',
  'person.country': 'nomination.country',
  'person.language': 'nomination.language',
  constituencyId: 'nomination.constituency',
  capacity: 'nomination.capacity',
  rank: 'nomination.rank',
  ...Object.fromEntries(worded(PERSON_LINES).map(({ name, label }) => [`person.${name}`, label])),
  ...Object.fromEntries(worded(NOMINATION_LINES).map(({ name, label }) => [name, label])),
};

export interface Change {
  readonly name: string;
  readonly label: MessageId;
  /** The person typed something of their own here as well */
  readonly isMineToo: boolean;
}

/**
 * What somebody else changed between the version that a person began with and the newest one, and where that meets
 * what the person typed.
 */
export function changesMeanwhile(
  began: NominationValues,
  newest: NominationValues,
  typed: NominationValues,
): Change[] {
  const mine = new Set(differingNames(began, typed));
  return differingNames(began, newest).flatMap((name) => {
    const label = LABELS[name];
    return label === undefined ? [] : [{ name, label, isMineToo: mine.has(name) }];
  });
}

type Entry = Pick<NominationDetails['history']['nodes'][number], 'id' | 'actor' | 'occurredAt' | 'values'>;

/**
 * Who changed an answer last since the person began, and when; without a name, who changed anything. The history says
 * as much of it as the person may know, so the actor may be null.
 */
export function authorOf(
  began: readonly Entry[],
  newest: readonly Entry[],
  name?: string,
): Author | undefined {
  const known = new Set(began.map(({ id }) => id));
  const since = newest
    .filter(({ id }) => !known.has(id))
    .sort((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt));
  const fieldsOf = ({ values }: Entry) => values.find((value) => value.name === 'fields')?.items ?? [];
  const naming = name === undefined ? [] : since.filter((entry) => fieldsOf(entry).includes(name));
  return naming.at(-1) ?? since.at(-1);
}

/**
 * What the person typed, on top of the newest version: their answers stay but for those that they leave to the other,
 * everything else is the newest.
 */
export function onNewest(
  began: NominationValues,
  newest: NominationValues,
  typed: NominationValues,
  theirs: readonly string[] = [],
): NominationValues {
  const mine = new Set(differingNames(began, typed).filter((name) => !theirs.includes(name)));
  const pick = <Answers extends object>(fresh: Answers, own: Answers, prefix: string): Answers =>
    Object.fromEntries(
      Object.entries(fresh).map(([key, value]) => [
        key,
        mine.has(`${prefix}${key}`) ? own[key as keyof Answers] : (value as unknown),
      ]),
    ) as Answers;
  const { person: freshPerson, ...fresh } = newest;
  const { person: ownPerson, ...own } = typed;
  return { ...pick(fresh, own, ''), person: pick(freshPerson, ownPerson, 'person.') };
}
