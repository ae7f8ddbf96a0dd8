/** The door of import: from rows of cells to what each row would become, and lists of bodies that are loaded and applied. */
export { type Column, type ColumnMapping } from './columns.js';
export { type CountryIndex, countryIndex, type NamedCountry } from './countries.js';
export {
  COLUMN_FIELDS,
  type ColumnField,
  DRAFT_FIELDS,
  type DraftField,
  type FieldRules,
  type FieldValues,
  type RowField,
} from './fields.js';
export { headingKey, KNOWN_HEADINGS } from './headings.js';
export { type ImportRow, type ImportTold, interpret, type Meaning } from './interpret.js';
export { type EarlierNomination, type Known, type ListedConstituency, type Said } from './known.js';
export { buttonLabel, type FieldChange, type Outcome, type OutcomeCounts } from './outcomes.js';
export { type SkippedRow, type SkipReason } from './person-rows.js';
export { type Problem, type ProblemKind, PROBLEMS, problemWords } from './problems.js';
export {
  answerKey,
  type Answers,
  type Choice,
  type Question,
  type QuestionItem,
  type QuestionKind,
  REMEMBERED,
} from './questions.js';
export { type Sheet, type SheetCell, type SheetRow } from './sheet.js';
export { ImportGraphqlModule } from './import-graphql.module.js';
export { LoadImportList } from './use-cases/load-import-list.js';
export { ImportLists } from './queries/import-lists.js';
export { tooLargeFile } from './use-cases/list-reader.js';
export { ImportJobsModule } from './import-jobs.module.js';
