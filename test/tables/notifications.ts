import { type TablesOfContext } from './support/tables.js';
import { CORRECTORS, DRAFTERS, insert, is, NEW, OF_ICC, update } from './support/trial.js';

export const tables: TablesOfContext = {
  trials: [
    insert(
      'notifications.message',
      'writes',
      ['administrator', 'officer', 'approver', 'coordinator'],
      OF_ICC,
      {
        id: NEW,
        subject_id: NEW,
        kind: 'DECISION_NOTICE',
      },
    ),
    insert(
      'notifications.message',
      'writes an invitation',
      ['administrator', 'officer', 'approver', ...DRAFTERS],
      OF_ICC,
      { id: NEW, subject_id: NEW, kind: 'PERSONAL_INVITATION' },
    ),
    update(
      'notifications.message',
      'takes an invitation back',
      ['administrator', ...CORRECTORS],
      'cancel_requested_at = now()',
      `${OF_ICC} AND kind = 'PERSONAL_INVITATION'`,
    ),
    update(
      'notifications.message',
      'sends again',
      ['administrator', 'officer', 'coordinator'],
      `state = 'QUEUED'`,
      is('failedMessage'),
    ),
    update(
      'notifications.message',
      'marks as sent',
      ['administrator', 'officer', 'coordinator'],
      `state = 'SENT', sent_at = now()`,
      is('failedMessage'),
    ),
    update(
      'notifications.message',
      'sends again what is of no conference',
      ['administrator'],
      `state = 'QUEUED'`,
      is('failedMessageOfNone'),
    ),
  ],
  seenByCoordinator: ['notifications.message'],
  fill: async ({ admin }) => {
    await admin.query(
      `INSERT INTO notifications.mail_server (id, taken_at) VALUES (1, now()) ON CONFLICT DO NOTHING`,
    );
  },
};
