import { notFound, Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type Catalogue } from '../catalogue/catalogue.js';
import { type FormerName, type Names } from '../domain/organisation.js';
import { namesFrom, type OrganisationInput } from '../domain/organisation-input.js';
import { COUNT_WRITE, LOCK_CATALOGUE, type OrganisationRow } from '../persistence/organisation.statements.js';

type FormerNameInput = NonNullable<OrganisationInput['formerNames']>[number];

/** What of a row an input says. */
type Said = Pick<
  OrganisationRow,
  | 'kind'
  | 'officialNames'
  | 'shortNames'
  | 'aliases'
  | 'formerNames'
  | 'sortNames'
  | 'countryCode'
  | 'parentId'
  | 'webSite'
  | 'mailDomains'
  | 'isListed'
>;

export const NOTHING_SAID: Said = {
  kind: 'OTHER',
  officialNames: {},
  shortNames: {},
  aliases: [],
  formerNames: [],
  sortNames: {},
  countryCode: null,
  parentId: null,
  webSite: null,
  mailDomains: [],
  isListed: false,
};

/**
 * A row with what the input says; what it leaves out is as before, what is null is cleared. Refuses INVALID_INPUT an organisation
 * without a name.
 */
export function saidBy(input: OrganisationInput, before: Said, hasDirectory: boolean): Said {
  const { names, sortNames } = input;
  const said = {
    kind: input.kind ?? before.kind,
    officialNames: given(names, before.officialNames, (list) => namesFrom(list, ({ official }) => official)),
    shortNames: given(names, before.shortNames, (list) => namesFrom(list, ({ short }) => short)),
    aliases: given(input.aliases, before.aliases, (list) => [...new Set(list)]),
    formerNames: given(input.formerNames, before.formerNames, formerFrom),
    sortNames: given(sortNames, before.sortNames, (list) => namesFrom(list, ({ name }) => name)),
    countryCode: input.countryCode === undefined ? before.countryCode : input.countryCode,
    parentId: input.parentId === undefined ? before.parentId : input.parentId,
    webSite: input.webSite === undefined ? before.webSite : input.webSite,
    mailDomains: given(input.mailDomains, before.mailDomains, (list) => [...new Set(list)]),
    isListed: input.isListed ?? before.isListed,
  };
  if (!hasDirectory && Object.keys(said.officialNames).length === 0)
    throw new Refusal('INVALID_INPUT', 'Give its official name in one language at least.', [
      'input',
      'names',
    ]);
  return said;
}

/** What follows from a list that was given; null is the empty one. */
const given = <One, Made>(
  list: readonly One[] | null | undefined,
  before: Made,
  make: (list: readonly One[]) => Made,
): Made => (list === undefined ? before : make(list ?? []));

function formerFrom(list: readonly FormerNameInput[]): FormerName[] {
  const days = [...new Set(list.map(({ until }) => until))].sort();
  return days.map((until) => ({
    until,
    names: namesFrom(
      list.filter((one) => one.until === until),
      ({ name }) => name,
    ) satisfies Names,
  }));
}

/**
 * Lets whoever asks what is there before they write do so one after the other, until the end of their transactions. A statement of its
 * own, sent before anything is read: what is read then has what the one before has written.
 */
export async function lockCatalogue(tx: Transaction, conferenceId: string): Promise<void> {
  await tx.query(LOCK_CATALOGUE, [`organisations.catalogue ${conferenceId}`]);
}

/** Counts a write of the conference’s catalogue, which is locked by it, and answers the number. */
export async function countWrite(
  tx: Transaction,
  conferenceId: string,
  isOfListed: boolean,
): Promise<number> {
  const [[row]] = await Promise.all([
    tx.query<{ revision: number }>(COUNT_WRITE, [conferenceId, false]),
    ...(isOfListed ? [tx.query(COUNT_WRITE, [conferenceId, true])] : []),
  ]);
  if (row === undefined) throw new Error('A count that always answers has not');
  return row.revision;
}

/** Refuses a parent that is none of the conference’s organisations, or a part of this one. */
export function requireParent(catalogue: Catalogue, id: string | null, parentId: string | null): void {
  if (parentId === null) return;
  if (catalogue.get(parentId) === undefined)
    throw new Refusal('NOT_FOUND', notFound('organisation').message, ['input', 'parentId']);
  const seen = new Set<string>();
  for (let next: string | null = parentId; next !== null && !seen.has(next);) {
    if (next === id)
      throw new Refusal('INVALID_INPUT', 'An organisation is no part of itself.', ['input', 'parentId']);
    seen.add(next);
    next = catalogue.get(next)?.parentId ?? null;
  }
}
