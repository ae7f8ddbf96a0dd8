import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, ListSize } from '#libs/platform';
import { type Outcome } from '../outcomes.js';
import {
  ImportFieldEnum,
  ImportOutcomeEnum,
  ImportProblemKindEnum,
  ImportQuestionKindEnum,
  ImportRowResultEnum,
} from './import-enums.js';

const nullable = { nullable: true } as const;
/** Of one row. */
export const MOST = { columns: 500, problems: 100 };
/** Entries of a usual row, by which a page is measured; one may have more. */
const USUAL = { columns: 10, others: 5, problems: 2 };

@ObjectType('ImportCell', { description: 'A cell with something in it' })
export class ImportCellType {
  @Field(() => String, { description: 'By column and row, like B7' }) cell: string;
  @Field(() => String, { description: 'As the file has it, or as it was mended' }) text: string;
}

@ObjectType('ImportValue', { description: 'A value of a row' })
export class ImportValueType {
  @Field(() => ImportFieldEnum, { description: 'Of which field' }) field: string;
  @Field(() => String, { description: 'What would be stored; of a constituency its code' }) value: string;
}

@ObjectType('ImportOtherValue', { description: 'A value of a column that no field takes; part of no draft' })
export class ImportOtherValueType {
  @Field(() => String, { description: 'The heading of its column' }) heading: string;
  @Field(() => String, { description: 'What stands there' }) value: string;
}

@ObjectType('ImportChange', { description: 'A field of a draft that would change' })
export class ImportChangeType {
  @Field(() => ImportFieldEnum, { description: 'Which field' }) field: string;
  @Field(() => String, { ...nullable, description: 'As it is stored; null: empty' }) from: string | null;
  @Field(() => String, { description: 'As it would be' }) to: string;
}

@ObjectType('ImportProblem', { description: 'Something to say of one cell' })
export class ImportProblemType {
  @Field(() => String, { description: 'By column and row, like B7' }) cell: string;
  @Field(() => ImportProblemKindEnum, { description: 'What' }) kind: string;
  @Field(() => Boolean, { description: 'Whether the row waits until it is mended' }) stops: boolean;
  @Field(() => String, { description: 'What is so, and how to mend it, in English' }) message: string;
  @Field(() => [String], {
    description:
      'What may be answered, about NAME_DIFFERS or SAME_IN_FILE and the number of the row; of addresses, what may be typed in the cell',
  })
  choices: readonly string[];
  @Field(() => Int, { ...nullable, description: 'Of TOO_LONG: how many characters the field may have' })
  limit: number | null;
  @Field(() => Int, { ...nullable, description: 'Of TOO_LONG: how many the cell has' })
  characters: number | null;
  @Field(() => String, { ...nullable, description: 'Of ERROR_VALUE: the mark, like #N/A' })
  mark: string | null;
  @Field(() => Int, { ...nullable, description: 'Of SAME_IN_FILE: the row with the same address' })
  sameAs: number | null;
}

@ObjectType('ImportWait', { description: 'An open question that a row waits for' })
export class ImportWaitType {
  @Field(() => ImportQuestionKindEnum, { description: 'What is asked' }) about: string;
  @Field(() => String, { description: 'Its `ImportQuestionItem.item`' }) item: string;
}

@ObjectType('ImportRefusal', { description: 'Why a row could not be applied, or taken back' })
export class ImportRefusalType {
  @Field(() => String, { description: 'As `createNomination` and the like refuse, e.g. ALREADY_NOMINATED' })
  code: string;
  @Field(() => String, { description: 'In English, and how to mend it' }) message: string;
}

@ObjectType('ImportRow', {
  description: 'A person of a list, what the row would become, and what came of it',
})
export class ImportRowType {
  @Field(() => Int, { description: 'Its number, as a spreadsheet program has it' }) row: number;
  @Field(() => ImportOutcomeEnum, { description: 'What applying it would do' }) outcome: Outcome;
  @Field(() => [ImportValueType], { description: 'What would be stored: one for each field' })
  @ListSize(USUAL.columns)
  values: readonly ImportValueType[];
  @Field(() => [ImportChangeType], { description: 'Of UPDATE: what would change, one for each field' })
  @ListSize(USUAL.problems)
  changes: readonly ImportChangeType[];
  @Field(() => [ImportProblemType], { description: `What is to say of its cells: at most ${MOST.problems}` })
  @ListSize(USUAL.problems)
  problems: readonly ImportProblemType[];
  @Field(() => [ImportWaitType], { description: 'Open questions that it waits for: one for each kind' })
  @ListSize(USUAL.problems)
  waitsFor: readonly ImportWaitType[];
  @Field(() => [ImportCellType], { description: `Its cells, with what was mended: at most ${MOST.columns}` })
  @ListSize(USUAL.columns)
  cells: readonly ImportCellType[];
  @Field(() => [ImportOtherValueType], {
    description: `Values of columns that no field takes: at most ${MOST.columns}`,
  })
  @ListSize(USUAL.others)
  others: readonly ImportOtherValueType[];
  @Field(() => ID, {
    ...nullable,
    description: 'The nomination that the row is about, or that came of it; null: none yet',
  })
  nominationId: string | null;
  @Field(() => ImportRowResultEnum, { ...nullable, description: 'What came of it; null: nothing yet' })
  result: string | null;
  @Field(() => ImportRefusalType, { ...nullable, description: 'Why it could not be done, the last time' })
  refusal: ImportRefusalType | null;
}

export const ImportRowConnection = connectionOf('ImportRow', () => ImportRowType);

@InputType({ description: 'Which rows are asked for. What is left out or null does not restrict them' })
export class ImportRowFilter {
  @Field(() => [ImportOutcomeEnum], { ...nullable, description: 'That would do one of these' })
  outcomes?: Outcome[] | null;
  @Field(() => Boolean, { ...nullable, description: 'That were refused the last time, or were not' })
  isRefused?: boolean | null;
  @Field(() => Boolean, { ...nullable, description: 'With something to say of a cell, or without' })
  hasProblems?: boolean | null;
}
