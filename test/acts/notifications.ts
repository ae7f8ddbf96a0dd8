import { type ActsOfContext } from './support/acts.js';
import { idOfAct } from './support/ids.js';
import { messageThatIs, on } from './support/scene.js';

export const acts: ActsOfContext = {
  replayMessage: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('message', {}),
    },
    act: on('officer', (scene) => messageThatIs(scene, 'FAILED')),
    leaves: ['user message.replayed message for body {from: string}'],
  },
  settleMessage: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('message', {}),
    },
    act: on('officer', (scene) => messageThatIs(scene, 'HELD')),
    leaves: ['user message.settled message for body {from: string}'],
  },
};
