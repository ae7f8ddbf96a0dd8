import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { BodyType, ConferenceType } from '#libs/conference';
import { connectionOf, DateTime, enumOf, NodeType } from '#libs/platform';
import { type SpreadsheetFormat } from '#libs/spreadsheet';
import { type ImportListAction, type ImportListState } from '../domain/import-list.js';

export const ImportListStateEnum = enumOf<ImportListState>(
  'ImportListState',
  'How far a list is: loaded, applied, taken back',
  {
    LOADED: 'Its rows are read. Nothing of it is drafted, or what could be drafted before it failed',
    APPLYING: 'Its rows are being drafted: `done` of `toDo`',
    APPLIED: 'Its rows are drafted. What was refused stands on its row, and can be mended and applied again',
    UNDOING: 'What came of it is being taken back: `done` of `toDo`',
    UNDONE: 'What came of it was taken back',
    ABANDONED: 'Somebody has thrown it away; its rows are gone',
  },
);
export const ImportListActionEnum = enumOf<ImportListAction>(
  'ImportListAction',
  'What can be done with a list in its present state',
  {
    SAY: '`sayOfImportList`',
    APPLY: '`applyImportList`',
    UNDO: '`undoImportList`',
    ABANDON: '`abandonImportList`',
  },
);
export const ImportFormatEnum = enumOf<SpreadsheetFormat>(
  'ImportFormat',
  'What a file is by its content, whatever its name says',
  {
    XLSX: 'A workbook of today’s Excel, or of LibreOffice as XLSX',
    ODS: 'A workbook of LibreOffice',
    XLS: 'A workbook of old Excel',
    CSV: 'Text with cells parted by commas or semicolons',
    TSV: 'Text with cells parted by tabs, as cells are pasted',
  },
);

const nullable = { nullable: true } as const;

@ObjectType('ImportList', {
  implements: () => NodeType,
  description:
    'A list of people that somebody of a body has loaded, to draft nominations from its rows. For coordinators and nominators of the body; the host sees nothing of it. Its rows go 30 days after its last change, the record stays',
})
export class ImportListType {
  @Field(() => ID) id: string;
  @Field(() => ConferenceType) conference: object;
  @Field(() => BodyType, { description: 'Whose it is' }) body: object;
  @Field(() => String, { ...nullable, description: 'As people call the file; null: pasted cells' })
  fileName: string | null;
  @Field(() => ImportFormatEnum, { description: 'What the file is by its content' })
  format: SpreadsheetFormat;
  @Field(() => Int, { description: 'Rows of the sheet with something in them, headings among them' })
  rowCount: number;
  @Field(() => Boolean, {
    description: 'Whether its rows are still kept: 30 days after its last change they are gone',
  })
  hasRows: boolean;
  @Field(() => ImportListStateEnum, { description: 'How far it is' }) state: ImportListState;
  @Field(() => Int, {
    description: 'Moves with each act and when a job on it ends; acts on it name the one that was read',
  })
  version: number;
  @Field(() => Int, { description: 'Rows that the act under way, or the last one, has to do' }) toDo: number;
  @Field(() => Int, { description: 'How many of them are done: what a progress bar shows' }) done: number;
  @Field(() => Int, { description: 'Nominations drafted from it so far' }) drafted: number;
  @Field(() => Int, { description: 'Nominations changed by it so far' }) updated: number;
  @Field(() => Int, {
    description: 'Rows that the act under way, or the last one, could not do: `ImportRow.refusal` says why',
  })
  refused: number;
  @Field(() => Int, { description: 'Rows that were taken back' }) undone: number;
  @Field(() => DateTime, { ...nullable, description: 'When it was applied last; null: not yet' })
  appliedAt: Date | null;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, { description: 'Of its last change' }) updatedAt: Date;
  @Field(() => [ImportListActionEnum], { description: 'What the caller can do with it now' })
  availableActions: readonly ImportListAction[];
}

export const ImportListConnection = connectionOf('ImportList', () => ImportListType);
