import { type ActsOfContext } from './support/acts.js';

export const acts: ActsOfContext = {
  checkDocument: {
    input: ['address: String', 'idempotencyKey: String!', 'name: String!', 'number: String'],
    act: (scene) =>
      Promise.resolve(() => scene.act(null, { number: 'TC-2027-000001', name: 'Nobody’s name' })),
    leaves: [],
  },
};
