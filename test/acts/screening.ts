import { type ActsOfContext } from './support/acts.js';
import { idInInput } from './support/ids.js';
import { says } from './support/scene.js';

export const acts: ActsOfContext = {
  loadWatchList: {
    input: ['conferenceId: ID!', 'entries: [WatchListEntryInput!]!', 'idempotencyKey: String!'],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        entries: [{ name: 'Nobody' }],
      })),
    },
    act: says('officer', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      entries: [{ name: 'Wanda Watched', note: 'Ask first' }],
    })),
    leaves: ['user watch-list.loaded conference for host {count: number}'],
  },
};
