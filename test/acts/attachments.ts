import { type ActsOfContext } from './support/acts.js';
import { idOfAct } from './support/ids.js';
import { fileOfHost, on } from './support/scene.js';

// By an officer: the entries of files that the host was not shown name no conference (test/journeys/attachments).
export const acts: ActsOfContext = {
  deleteAttachment: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('attachment', {}),
    },
    act: on('officer', fileOfHost, () => ({})),
    leaves: ['user attachment.deleted nomination for host {attachmentId: string}'],
  },
};
