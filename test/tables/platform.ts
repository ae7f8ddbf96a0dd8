import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import { insert, is, NEW, OF_CONFERENCE, update, USERS } from './support/trial.js';

export const tables: TablesOfContext = {
  trials: [
    insert('platform.idempotency', 'keeps an answer of their own', [...USERS, 'invitee', 'signIn'], 'true', {
      owner: '$OWNER',
      key: NEW,
    }),
    insert('platform.idempotency', 'keeps an answer to a sign-in', ['signIn'], 'true', {
      owner: 'sign-in',
      key: NEW,
    }),
    insert(
      'platform.outbox',
      'promises work',
      ['administrator', 'officer', 'approver', 'coordinator', 'nominator', 'invitee', 'signIn'],
      OF_CONFERENCE,
      { id: NEW, dedupe_key: null },
    ),
    update(
      'platform.outbox',
      'lets failed work run again',
      ['administrator'],
      'failed_at = NULL',
      is('deadLetter'),
    ),
    update(
      'platform.outbox',
      'lets failed work of no conference run again',
      ['administrator'],
      'failed_at = NULL',
      is('deadLetterOfNone'),
    ),
  ],
  seenByCoordinator: ['platform.idempotency'],
  fill: async ({ admin }) => {
    await admin.query(
      `INSERT INTO platform.worker (id, backend, is_queue_reachable, outbox_lag_ms) VALUES ($1, 'postgres', true, 0)`,
      [newId()],
    );
  },
};
