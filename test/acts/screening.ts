import { type ActsOfContext } from './support/acts.js';
import { idInInput } from './support/ids.js';
import { alike, says, twice } from './support/scene.js';

export const acts: ActsOfContext = {
  judgeDuplicate: {
    input: [
      'idempotencyKey: String!',
      'nominationId: ID!',
      'note: String',
      'otherId: ID!',
      'verdict: DuplicateVerdict!',
      'version: Int!',
    ],
    ids: {
      'input.nominationId': idInInput('nomination', (id, home) => ({
        nominationId: id,
        otherId: home.nominationId,
        verdict: 'SAME',
        version: 0,
      })),
      'input.otherId': idInInput('nomination', (id, home) => ({
        nominationId: home.nominationId,
        otherId: id,
        verdict: 'SAME',
        version: 0,
      })),
    },
    act: says('officer', async (scene) => {
      const [nominationId, otherId] = await alike(scene);
      return { nominationId, otherId, verdict: 'DIFFERENT', note: 'Two birthdays', version: 0 };
    }),
    leaves: twice('user nomination.duplicate-judged nomination for host {other: string, verdict: string}'),
  },
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
