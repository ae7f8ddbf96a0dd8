import { type TablesOfContext } from './support/tables.js';
import { insert, ME, NEW, NOBODY, OF_CONFERENCE, OF_ICC, USERS } from './support/trial.js';

export const tables: TablesOfContext = {
  trials: [
    insert('audit.event', 'says what they did', USERS, `${OF_CONFERENCE} AND actor_kind = 'user'`, {
      id: NEW,
      actor_id: ME,
    }),
    insert('audit.event', 'says what somebody else did', NOBODY, `${OF_CONFERENCE} AND actor_kind = 'user'`, {
      id: NEW,
    }),
    insert(
      'audit.event',
      'says that nobody did it who is somebody',
      ['invitee', 'signIn', 'anonymous', 'system'],
      `${OF_CONFERENCE} AND actor_kind = 'user'`,
      { id: NEW, actor_id: null },
    ),
    {
      ...insert('audit.remark', 'words a remark', ['officer', 'approver', 'coordinator'], OF_ICC, {}),
      stoppedBy: 'remark_pkey',
    },
  ],
  seenByCoordinator: ['audit.event', 'audit.remark'],
  fill: async ({ admin }) => {
    await admin.query('INSERT INTO audit.era (era) VALUES (1) ON CONFLICT DO NOTHING');
    await admin.query(
      `INSERT INTO audit.remark (event_id, conference_id, body_id, text, salt)
       SELECT id, conference_id, body_id, 'A question', 'salt' FROM audit.event WHERE body_id IS NOT NULL
       ON CONFLICT DO NOTHING`,
    );
  },
};
