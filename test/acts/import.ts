import { type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct } from './support/ids.js';
import { appliedListOfIcc, listOfIcc, nothingAtWork, on, PASTED, says } from './support/scene.js';

export const acts: ActsOfContext = {
  abandonImportList: {
    input: ['idempotencyKey: String!', 'version: Int!'],
    ids: {
      id: idOfAct('list', { version: 1 }),
    },
    act: on('iccNominator', listOfIcc, () => ({ version: 1 })),
    leaves: ['user import-list.abandoned import-list for body {}'],
  },
  applyImportList: {
    input: ['idempotencyKey: String!', 'toDraft: Int!', 'toLeave: Int!', 'toUpdate: Int!', 'version: Int!'],
    ids: {
      id: idOfAct('list', { version: 1, toDraft: 1, toUpdate: 0, toLeave: 0 }),
    },
    act: on(
      'iccNominator',
      async (scene) => {
        await nothingAtWork(scene);
        return listOfIcc(scene);
      },
      () => ({ version: 1, toDraft: 1, toUpdate: 0, toLeave: 0 }),
    ),
    leaves: ['user import-list.applied import-list for body {drafts: number, left: number, updates: number}'],
  },
  loadImportList: {
    input: [
      'bodyId: ID!',
      'encoding: String',
      'fileName: String',
      'headingRows: [Int!]',
      'idempotencyKey: String!',
      'listId: ID',
      'separator: String',
      'sheet: String',
      'text: String!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id) => ({ bodyId: id, text: PASTED })),
      'input.listId': idInInput('list', (id, home) => ({
        bodyId: home.bodyId,
        listId: id,
        text: PASTED,
      })),
    },
    act: says('iccNominator', ({ product: { world } }) => ({ bodyId: world.icc, text: PASTED })),
    leaves: ['user import-list.loaded import-list for body {rows: number}'],
  },
  // What a person says of a list changes nothing that others see, until it is applied.
  sayOfImportList: {
    input: [
      'answers: [ImportAnswerInput!]',
      'cells: [ImportCellInput!]',
      'columns: [ImportColumnInput!]',
      'headingRows: [Int!]',
      'idempotencyKey: String!',
      'version: Int!',
    ],
    ids: {
      id: idOfAct('list', { version: 1, cells: [{ cell: 'A2', text: 'Other' }] }),
    },
    act: on('iccNominator', listOfIcc, () => ({ version: 1, cells: [{ cell: 'A2', text: 'Other Sample' }] })),
    leaves: [],
  },
  undoImportList: {
    input: ['idempotencyKey: String!', 'version: Int!'],
    ids: {
      id: idOfAct('list', { version: 1 }),
    },
    act: on(
      'iccCoordinator',
      async (scene) => {
        await nothingAtWork(scene);
        return appliedListOfIcc(scene);
      },
      () => ({ version: 1 }),
    ),
    leaves: ['user import-list.undone import-list for body {rows: number}'],
  },
};
