import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, declareInput, type GraphQLContext } from '#libs/platform';
import { ANSWER_SHAPE, CELL_SHAPE, COLUMN_SHAPE } from '../acts/said-input.js';
import { ImportLists } from '../queries/import-lists.js';
import { ImportAnsweredEnum, ImportFieldEnum } from './import-enums.js';
import { ImportListType } from './import-list.type.js';
import { ImportCountsType } from './import-preview.type.js';

/** Reads a list again after an act. */
@Injectable()
export class ImportListAnswer implements ActReader {
  constructor(private readonly lists: ImportLists) {}

  async answer(
    { actor }: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { id } = await act(asUser(actor));
    return { importList: await this.lists.byId(actor, id) };
  }
}

const TYPES = { ImportAnswered: () => ImportAnsweredEnum, ImportField: () => ImportFieldEnum };
const ImportAnswerInput = declareInput(
  {
    name: 'ImportAnswerInput',
    description: 'An answer to a question, or to a problem with choices',
    shape: ANSWER_SHAPE,
  },
  TYPES,
);
const ImportColumnInput = declareInput(
  { name: 'ImportColumnInput', description: 'What a column is', shape: COLUMN_SHAPE },
  TYPES,
);
const ImportCellInput = declareInput(
  { name: 'ImportCellInput', description: 'What stands in a cell instead', shape: CELL_SHAPE },
  TYPES,
);

/** What the acts on lists have in common in GraphQL. */
export const IMPORT_LIST_EDGE: ActEdge = {
  result: { importList: () => ImportListType },
  reader: ImportListAnswer,
  extras: { currentVersion: () => Int, counts: () => ImportCountsType, rows: () => [Int] },
  types: {
    Rows: () => [Int],
    ImportAnswers: () => [ImportAnswerInput],
    ImportColumns: () => [ImportColumnInput],
    ImportCells: () => [ImportCellInput],
  },
};
