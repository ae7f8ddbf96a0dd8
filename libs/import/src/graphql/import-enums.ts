import { registerEnumType } from '@nestjs/graphql';
import { enumOf } from '#libs/platform';
import { type Answered } from '../acts/said-input.js';
import { type ColumnField } from '../fields.js';
import { type Outcome } from '../outcomes.js';
import { type RowResult } from '../persistence/import-list-row.table.js';
import { type SkipReason } from '../person-rows.js';
import { type ProblemKind, PROBLEMS } from '../problems.js';

export const ImportOutcomeEnum = enumOf<Outcome>('ImportOutcome', 'What applying a row would do', {
  NEW: 'Draft a nomination',
  UPDATE: 'Change a draft that the body has: `changes`',
  LEAVE: 'Nothing: the nomination is there and says the same, or may not be changed by a list',
  ASK: 'Nobody can say yet: a question is open (`waitsFor`), or a problem has to be mended',
});

export const ImportRowResultEnum = enumOf<RowResult>('ImportRowResult', 'What came of a row', {
  DRAFTED: 'A nomination was drafted',
  UPDATED: 'A draft was changed',
  UNDONE: 'What came of it was taken back',
});

const QUESTIONS: Readonly<Record<Exclude<Answered, 'NAME_DIFFERS' | 'SAME_IN_FILE'>, string>> = {
  NAME_COLUMN: 'Which column has the names',
  NAME_OUT_OF_COLUMNS: 'Whether the whole name is made of the columns of family and given names',
  NAME_ORDER: 'In which order a name is written that stands as FAMILY, Given or in two columns',
  HONORIFICS_IN_NAMES: 'Whether a form of address is taken out of the names; one item a form',
  PART_TITLE_AND_INSTITUTION: 'How a title and an institution in one cell are parted',
  GROUP_FILL: 'Whether blanks below a value repeat it; one item a column',
  GROUP_HEADINGS: 'Whether a row with a name alone is a person or a heading; one item a row',
  HIDDEN_ROWS: 'Whether hidden rows are taken',
  DATE_ORDER: 'Whether dates have the day or the month first; one item a column',
  COUNTRY_WORD: 'Which country a word is; one item a word',
  CONSTITUENCY_WORD: 'Which constituency a word is; one item a word',
  CONSTITUENCY_OF_ALL: 'Which constituency all rows are of, where the file does not say',
};
export const ImportQuestionKindEnum = enumOf('ImportQuestionKind', 'What only a person can say', QUESTIONS);
export const ImportAnsweredEnum = enumOf<Answered>('ImportAnswered', 'What an answer is about', {
  ...QUESTIONS,
  NAME_DIFFERS: 'A problem of a row: which of two names is taken; the item is the number of the row',
  SAME_IN_FILE: 'A problem of a row: what it is beside the row with its address; the item is its number',
});

export const ImportProblemKindEnum = enumOf<ProblemKind>(
  'ImportProblemKind',
  'Something to say of one cell; `message` says it with the figures',
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([kind, { says, mend }]) => [
      kind,
      `${says} ${mend}`.replace(/\{(\w+)\}/g, '…').trim(),
    ]),
  ) as Record<ProblemKind, string>,
);

export const ImportSkipReasonEnum = enumOf<SkipReason>('ImportSkipReason', 'Why a row is nobody', {
  BLANK: 'Nothing stands in it',
  ABOVE_HEADINGS: 'It stands above the headings',
  HEADINGS_AGAIN: 'It repeats the headings',
  BELOW_ROWS: 'A note below the last person',
  TOTAL: 'It adds up',
  GROUP_HEADING: 'It heads the group below it',
  HIDDEN: 'It is hidden, and hidden rows are left out',
  FILTERED: 'A filter hides it, and hidden rows are left out',
  SAME_AS_ROW: 'It says the same as another row: `sameAs`',
  STRAY_CELL: 'A single cell under no column that is used',
});

type ToldKind =
  | 'HIDDEN_ROWS'
  | 'FILTERED_ROWS'
  | 'MERGED_HEADINGS'
  | 'HIDDEN_COLUMNS'
  | 'MERGED_DOWN'
  | 'CELLS_WITHOUT_HEADING'
  | 'HIDDEN_SHEETS'
  | 'COMMENTS_NOT_USED'
  | 'FORMULAS_WITHOUT_VALUE'
  | 'ERROR_VALUES'
  | 'CELLS_TOO_LONG'
  | 'COLUMNS_NOT_USED'
  | 'GUARDS_TAKEN_OFF';
export const ImportToldKindEnum = enumOf<ToldKind>(
  'ImportToldKind',
  'What is told of a file without asking',
  {
    HIDDEN_ROWS: 'Rows that are hidden by hand',
    FILTERED_ROWS: 'Rows that a filter hides',
    MERGED_HEADINGS: 'Heading rows with merged cells, read together',
    HIDDEN_COLUMNS: 'Columns that are hidden',
    MERGED_DOWN: 'Columns whose merged cells reach down over several rows',
    CELLS_WITHOUT_HEADING: 'Columns with cells under no heading',
    HIDDEN_SHEETS: 'Sheets that are hidden',
    COMMENTS_NOT_USED: 'Cells with comments, which are not used',
    FORMULAS_WITHOUT_VALUE: 'Cells with a formula and no stored value',
    ERROR_VALUES: 'Cells with the mark of a formula that failed',
    CELLS_TOO_LONG: 'Cells that are longer than a spreadsheet program can hold',
    COLUMNS_NOT_USED: 'Columns that no field takes',
    GUARDS_TAKEN_OFF: 'Cells from which the apostrophe before = + - @ was taken off',
  },
);

const FIELDS: Readonly<Record<ColumnField, string>> = {
  name: 'The whole name',
  badgeName: 'The name for the badge, in Latin letters',
  honorific: 'How the person is addressed',
  email: 'The address',
  organisation: 'Where the person works',
  jobTitle: 'As what',
  country: 'The country, in any language, or by its code',
  language: 'The language of the invitation',
  capacity: 'As what the person would attend',
  justification: 'Why this person',
  externalReference: 'The key in the body’s own system',
  rank: 'The place among the nominations of the body',
  constituency: 'The constituency, in the body’s own words',
  family: 'The family name',
  given: 'The given name',
  jobTitleAndOrganisation: 'A job title and an institution in one cell',
  delegation: 'Whom the person sits for; the organisation where no cell of their own names one',
};
/** `jobTitle` is JOB_TITLE in GraphQL. */
const nameOfField = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Of the domain's fields; resolvers answer and take them as the domain has them. */
export const ImportFieldEnum = Object.fromEntries(
  Object.keys(FIELDS).map((field) => [nameOfField(field), field]),
);
registerEnumType(ImportFieldEnum, {
  name: 'ImportField',
  description: 'What a column of a list is, or a value of a row',
  valuesMap: Object.fromEntries(
    Object.entries(FIELDS).map(([field, description]) => [nameOfField(field), { description }]),
  ),
});
