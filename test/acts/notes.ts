import { type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct } from './support/ids.js';
import { noteOfHost, on, says, submitted } from './support/scene.js';

// By an officer: the entries of a body's notes name no conference (test/journeys/notes).
export const acts: ActsOfContext = {
  deleteNote: {
    input: ['idempotencyKey: String!', 'version: Int!'],
    ids: {
      id: idOfAct('note', { version: 1 }),
    },
    act: on('officer', noteOfHost, () => ({ version: 1 })),
    leaves: ['user note.deleted nomination for host {noteId: string}'],
  },
  updateNote: {
    input: ['idempotencyKey: String!', 'text: String!', 'version: Int!'],
    ids: {
      id: idOfAct('note', { version: 1, text: 'Other' }),
    },
    act: on('officer', noteOfHost, () => ({ version: 1, text: 'Other' })),
    leaves: ['user note.updated nomination for host {noteId: string}'],
  },
  writeNote: {
    input: ['idempotencyKey: String!', 'side: NoteSide', 'subjectId: ID!', 'text: String!'],
    ids: {
      'input.subjectId': idInInput('nomination', (id) => ({ subjectId: id, text: 'Noted' })),
    },
    act: says('officer', async (scene) => ({ subjectId: await submitted(scene), text: 'Noted' })),
    leaves: ['user note.written nomination for host {noteId: string}'],
  },
};
