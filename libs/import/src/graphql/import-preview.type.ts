import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ListSize } from '#libs/platform';
import { MOST_SKIPPED } from '../queries/import-preview.js';
import {
  ImportFieldEnum,
  ImportQuestionKindEnum,
  ImportSkipReasonEnum,
  ImportToldKindEnum,
} from './import-enums.js';

const nullable = { nullable: true } as const;
const MOST_TOLD = 1_000;
/** Of a usual list; a wide one has up to 500. */
const USUAL_COLUMNS = 50;
const MOST_ITEMS = 25;
const MOST_CHOICES = 100;

@ObjectType('ImportCounts', {
  description: 'How many rows of a list would do what: the figures of its button',
})
export class ImportCountsType {
  @Field(() => Int, { description: 'Rows that would draft a nomination' }) toDraft: number;
  @Field(() => Int, { description: 'Rows that would change a draft' }) toUpdate: number;
  @Field(() => Int, { description: 'Rows that would do nothing' }) toLeave: number;
  @Field(() => Int, { description: 'Rows that wait for an answer, or to be mended; they are left out' })
  toAsk: number;
}

@ObjectType('ImportEncoding', { description: 'A way to read the bytes of a text file' })
export class ImportEncodingType {
  @Field(() => String, { description: 'Its name in the Encoding Standard, like windows-1252' })
  encoding: string;
  @Field(() => [String], { description: 'Up to three cells with letters beyond ASCII, read so' })
  samples: readonly string[];
}

@ObjectType('ImportSheet', { description: 'A sheet of the file; a text is one without a name' })
export class ImportSheetType {
  @Field(() => String, { description: 'What it is called' }) name: string;
  @Field(() => Boolean, { description: 'Whether it is hidden' }) isHidden: boolean;
  @Field(() => Boolean, { description: 'Whether it looks like a list: a page offers these' }) isList: boolean;
  @Field(() => Int, { description: 'Rows below its headings with something in them' })
  rowsBelowHeadings: number;
}

@ObjectType('ImportColumn', { description: 'A column of the list, and what it is' })
export class ImportColumnType {
  @Field(() => String, { description: 'Its letter, as a spreadsheet program has it' }) letter: string;
  @Field(() => String, { description: 'As it stands there; empty: none' }) heading: string;
  @Field(() => ImportFieldEnum, { ...nullable, description: 'What it is; null: no field takes it' })
  field: string | null;
  @Field(() => Boolean, { description: 'Whether it is hidden in the file' }) isHidden: boolean;
  @Field(() => Boolean, { description: 'Whether it is a part of the name that another column has whole' })
  isRepeated: boolean;
  @Field(() => [String], { description: 'Its first three values' }) samples: readonly string[];
}

@ObjectType('ImportChoice', { description: 'What may be answered' })
export class ImportChoiceType {
  @Field(() => String, { ...nullable, description: 'What is said to choose it; null: leave it empty' })
  choice: string | null;
  @Field(() => [String], { description: 'Up to three values that it gives' }) gives: readonly string[];
}

@ObjectType('ImportQuestionItem', {
  description: 'One thing that is asked: a word, a form, a column or a row',
})
export class ImportQuestionItemType {
  @Field(() => String, { description: 'What `ImportAnswerInput.item` names it by' }) item: string;
  @Field(() => String, { description: 'As the file has it' }) shown: string;
  @Field(() => [ImportChoiceType], { description: `What may be answered: at most ${MOST_CHOICES}` })
  choices: readonly ImportChoiceType[];
  @Field(() => [Int], { description: `Up to ${MOST_ITEMS} rows that it is about` })
  @ListSize(MOST_ITEMS)
  rows: readonly number[];
  @Field(() => Int, { description: 'How many there are' }) rowCount: number;
  @Field(() => Boolean, { description: 'Whether somebody has said, for this list or an earlier one' })
  isAnswered: boolean;
  @Field(() => String, { ...nullable, description: 'What was said; null: nothing, or to leave it empty' })
  answer: string | null;
}

@ObjectType('ImportQuestion', { description: 'What only a person can say; while it is open its rows wait' })
export class ImportQuestionType {
  @Field(() => ImportQuestionKindEnum, { description: 'What is asked' }) about: string;
  @Field(() => Boolean, { description: 'Rows do not wait for it: nothing is made of the column yet' })
  isOnlyIfUsed: boolean;
  @Field(() => Int, { description: 'How many things are asked' }) itemCount: number;
  @Field(() => [ImportQuestionItemType], {
    description: `At most ${MOST_ITEMS} of them, those that nobody has answered first`,
  })
  @ListSize(MOST_ITEMS)
  items: readonly ImportQuestionItemType[];
}

@ObjectType('ImportTold', { description: 'Something that is told of the file without asking' })
export class ImportToldType {
  @Field(() => ImportToldKindEnum, { description: 'What' }) kind: string;
  @Field(() => [Int], { description: 'Rows that it is about' }) @ListSize(MOST_TOLD) rows: readonly number[];
  @Field(() => [String], { description: 'Columns that it is about' })
  @ListSize(USUAL_COLUMNS)
  columns: readonly string[];
  @Field(() => [String], { description: 'Sheets that it is about' })
  @ListSize(200)
  sheets: readonly string[];
  @Field(() => [String], { description: 'Cells that it is about' })
  @ListSize(MOST_TOLD)
  cells: readonly string[];
}

@ObjectType('ImportSkippedRow', { description: 'A row that is nobody, or a run of blank ones' })
export class ImportSkippedRowType {
  @Field(() => Int, { description: 'The first row' }) row: number;
  @Field(() => Int, { description: 'The last one; the same for a single one' }) to: number;
  @Field(() => ImportSkipReasonEnum, { description: 'Why' }) why: string;
  @Field(() => Int, { ...nullable, description: 'The row that stands for it, of SAME_AS_ROW' })
  sameAs: number | null;
}

@ObjectType('ImportPreview', {
  description:
    'What a list would do, as its rows, the answers and the body’s nominations stand now. Nothing of it is stored',
})
export class ImportPreviewType {
  @Field(() => ID, { description: 'Whose preview it is' }) listId: string;
  @Field(() => Int, { description: 'The version of the list that it is of' }) version: number;
  @Field(() => ImportCountsType, { description: 'The figures of the button' }) counts: ImportCountsType;
  @Field(() => [ImportColumnType], { description: 'From left to right, at most 500' })
  @ListSize(USUAL_COLUMNS)
  columns: readonly ImportColumnType[];
  @Field(() => [ImportQuestionType], {
    description: 'What only a person can say: at most 12, one for each kind',
  })
  @ListSize(12)
  questions: readonly ImportQuestionType[];
  @Field(() => [ImportToldType], { description: 'What is told without asking: one for each kind' })
  @ListSize(20)
  told: readonly ImportToldType[];
  @Field(() => Int, { description: 'Rows, or runs of blank ones, that are nobody' }) skippedCount: number;
  @Field(() => [ImportSkippedRowType], { description: `The first of them, at most ${MOST_SKIPPED}` })
  @ListSize(MOST_SKIPPED)
  skipped: readonly ImportSkippedRowType[];
  @Field(() => [Int], { description: 'The row of the headings, or two that are read together; empty: none' })
  headingRows: readonly number[];
  @Field(() => [[Int]], { description: 'Rows that may be the headings, the likeliest first' })
  headingCandidates: readonly (readonly number[])[];
  @Field(() => String, { description: 'The sheet that was read; empty for a text' }) sheet: string;
  @Field(() => [ImportSheetType], { description: 'The sheets of the file, at most 200' })
  @ListSize(20)
  sheets: readonly ImportSheetType[];
  @Field(() => String, { ...nullable, description: 'Of a text: how its bytes were read' })
  encoding: string | null;
  @Field(() => Boolean, {
    description: 'False where another encoding is as likely, so that a person is asked',
  })
  isEncodingSure: boolean;
  @Field(() => [ImportEncodingType], {
    description:
      'Of a text: how its bytes may be read, at most 50 ways, the one taken first; empty where there is only one',
  })
  @ListSize(20)
  encodings: readonly ImportEncodingType[];
  @Field(() => String, { ...nullable, description: 'Of a text: what parts its cells; null: nothing does' })
  separator: string | null;
}
export { MOST_CHOICES, MOST_ITEMS };
