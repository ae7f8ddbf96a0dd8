/** What a check found, as a code with values: each reader gets a sentence in their own language. */
export const SCREENING_FINDINGS = [
  'NOTHING_MISSING',
  'FIELDS_MISSING',
  'NO_PLACES',
  'PLACES_TAKEN',
  'RANKED_BEYOND_PLACES',
  'NOT_REJECTED_BEFORE',
  'REJECTED_BEFORE',
  'NOT_ON_WATCH_LIST',
  'ON_WATCH_LIST',
  'NO_DUPLICATE',
  'POSSIBLE_DUPLICATES',
  'DUPLICATES_JUDGED_DIFFERENT',
  'CHECK_FAILED',
  'CHECK_UNFINISHED',
] as const;
export type ScreeningFinding = (typeof SCREENING_FINDINGS)[number];

/** Why two nominations may be of one person. */
export const DUPLICATE_REASONS = [
  'SAME_EMAIL',
  'SAME_NAME',
  'SIMILAR_NAME',
  // In what a similar name differs.
  'OTHER_ROMANISATION',
  'OTHER_SCRIPT',
  'NICKNAME',
  'INITIAL',
  'OTHER_SPELLING',
  'SAME_SOUND',
  'WORDS_JOINED',
  'OTHER_ORDER',
  'NAME_LEFT_OUT',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

export type FindingValues = Readonly<Record<string, string | number | readonly string[]>>;

/** How the fields of a nomination are called in a list; the console has words of its own for the same codes. */
const FIELDS: Readonly<Record<string, string>> = {
  'person.organisation': 'organisation',
  'person.jobTitle': 'job title',
  'person.country': 'country',
  justification: 'justification',
};

const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];
const number = (value: unknown): string => (typeof value === 'number' ? String(value) : '');
const taken = (values: FindingValues): string =>
  `${number(values.taken)} of ${number(values.allotted)} places are taken.`;

const SENTENCES: Readonly<Record<ScreeningFinding, (values: FindingValues) => string>> = {
  NOTHING_MISSING: () => 'Nothing is missing.',
  FIELDS_MISSING: ({ fields }) =>
    `Missing: ${list(fields)
      .map((field) => FIELDS[field] ?? field)
      .join(', ')}.`,
  NO_PLACES: () => 'This body has no places for this constituency.',
  PLACES_TAKEN: taken,
  RANKED_BEYOND_PLACES: (values) => `${taken(values)} The body ranks this nomination ${number(values.rank)}.`,
  NOT_REJECTED_BEFORE: () => 'No earlier rejection of this person.',
  REJECTED_BEFORE: ({ references }) => `Rejected before: ${list(references).join(', ')}.`,
  NOT_ON_WATCH_LIST: () => 'Not on the watch list.',
  ON_WATCH_LIST: ({ notes }) => ['A name like this is on the watch list.', ...list(notes)].join(' '),
  NO_DUPLICATE: () => 'No other nomination names this person.',
  POSSIBLE_DUPLICATES: ({ count }) =>
    count === 1
      ? 'Another nomination may name the same person.'
      : `${number(count)} other nominations may name the same person.`,
  DUPLICATES_JUDGED_DIFFERENT: ({ count }) =>
    count === 1
      ? 'Another nomination looked like this one; the host has judged that it is of another person.'
      : `${number(count)} other nominations looked like this one; the host has judged that they are of other people.`,
  CHECK_FAILED: () => 'This check failed. Decide without it, or ask an administrator to run it again.',
  CHECK_UNFINISHED: () =>
    'This check did not end. Decide without it, or ask an administrator to run it again.',
};

/** A finding in plain English. */
export const describeFinding = (finding: ScreeningFinding, values: FindingValues): string =>
  SENTENCES[finding](values);

/** The reason in plain English. */
export const describeReason: Readonly<Record<DuplicateReason, string>> = {
  SAME_EMAIL: 'The same e-mail address',
  SAME_NAME: 'The same name',
  SIMILAR_NAME: 'A very similar name',
  OTHER_ROMANISATION: 'A name romanised in another way',
  OTHER_SCRIPT: 'The name in another script',
  NICKNAME: 'A short form of a name',
  INITIAL: 'An initial in place of a name',
  OTHER_SPELLING: 'A name differs by its spelling',
  SAME_SOUND: 'A name that sounds the same',
  WORDS_JOINED: 'Words of the name are joined',
  OTHER_ORDER: 'The names in another order',
  NAME_LEFT_OUT: 'One has a name that the other leaves out',
};
