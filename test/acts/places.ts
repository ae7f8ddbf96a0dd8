import { type ActsOfContext } from './support/acts.js';
import { allotment, idInInput } from './support/ids.js';
import { says } from './support/scene.js';

export const acts: ActsOfContext = {
  allotPlaces: {
    input: [
      'allotted: Int!',
      'bodyId: ID!',
      'conferenceId: ID!',
      'constituencyId: ID!',
      'expectedAllotted: Int',
      'idempotencyKey: String!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id, home) => ({ ...allotment(home), bodyId: id })),
      'input.conferenceId': idInInput('conference', (id, home) => ({
        ...allotment(home),
        conferenceId: id,
      })),
      'input.constituencyId': idInInput('constituency', (id, home) => ({
        ...allotment(home),
        constituencyId: id,
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.chathamHouse,
      constituencyId: world.academia,
      allotted: 60,
      expectedAllotted: 50,
    })),
    leaves: [
      'user quota.allotted quota for body {allotted: number, constituencyId: string, difference: number}',
    ],
  },
};
