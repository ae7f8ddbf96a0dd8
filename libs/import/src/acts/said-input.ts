import { z } from 'zod';
import { storable } from '../domain/storable.js';
import { COLUMN_FIELDS } from '../fields.js';
import { type QuestionKind } from '../questions.js';

export const QUESTION_KINDS = [
  'NAME_COLUMN',
  'NAME_OUT_OF_COLUMNS',
  'NAME_ORDER',
  'HONORIFICS_IN_NAMES',
  'PART_TITLE_AND_INSTITUTION',
  'GROUP_FILL',
  'GROUP_HEADINGS',
  'HIDDEN_ROWS',
  'DATE_ORDER',
  'COUNTRY_WORD',
  'CONSTITUENCY_WORD',
  'CONSTITUENCY_OF_ALL',
] as const satisfies readonly QuestionKind[];

/** What an answer may be about: a question, or a problem of a row that has choices. */
export const ANSWERED = [...QUESTION_KINDS, 'NAME_DIFFERS', 'SAME_IN_FILE'] as const;
export type Answered = (typeof ANSWERED)[number];

const typed = (most: number) =>
  z
    .string()
    .max(most, `Use at most ${most} characters.`)
    .transform((text) => storable(text));
const isTakenBack = z.boolean().default(false).describe('Nothing is said of it any more');

export const ANSWER_SHAPE = {
  about: z.enum(ANSWERED).meta({ type: 'ImportAnswered' }).describe('What is answered'),
  item: typed(500)
    .default('')
    .describe('`ImportQuestionItem.item`; of a problem the number of its row. Empty where there is one only'),
  choice: typed(500).nullish().describe('One of the choices; null, where that is one: leave it empty'),
  isTakenBack,
};
export const COLUMN_SHAPE = {
  column: z
    .string()
    .regex(/^[A-Z]{1,3}$/, 'Name a column by its letter, like B.')
    .describe('By its letter'),
  field: z
    .enum(COLUMN_FIELDS)
    .meta({ type: 'ImportField' })
    .nullish()
    .describe('What it is; null: no field takes it'),
  isTakenBack,
};
export const CELL_SHAPE = {
  cell: z
    .string()
    .regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/, 'Name a cell by its column and row, like B7.')
    .describe('By column and row, like B7'),
  text: typed(32_767)
    .nullish()
    .describe('What stands in it instead; empty: nothing; null: what the file has stands again'),
};

const MOST_AT_ONCE = 1_000;
const listOf = <Shape extends z.ZodRawShape>(shape: Shape, type: string) =>
  z
    .array(z.object(shape))
    .max(MOST_AT_ONCE, `Say at most ${MOST_AT_ONCE} at a time.`)
    .meta({ type })
    .nullish();

/** What somebody says of a list. What is left out stays as it was said. */
export const SAID_SHAPE = {
  answers: listOf(ANSWER_SHAPE, 'ImportAnswers').describe(
    'Answers to questions, and to problems with choices',
  ),
  columns: listOf(COLUMN_SHAPE, 'ImportColumns').describe('What columns are'),
  cells: listOf(CELL_SHAPE, 'ImportCells').describe('Cells that are mended'),
  headingRows: z
    .array(z.number().int().min(1).max(1_000_000))
    .max(2, 'Headings have one row or two.')
    .meta({ type: 'Rows' })
    .nullish()
    .describe('The row of the headings, or two that are read together; empty: there are none'),
};
export type SaidInput = z.output<z.ZodObject<typeof SAID_SHAPE>>;
