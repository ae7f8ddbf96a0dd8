import { type TablesOfContext } from './support/tables.js';
import { CORRECTORS, insert, NEW, NOBODY, OF_ICC, SUBSTITUTERS, update } from './support/trial.js';

export const tables: TablesOfContext = {
  trials: [
    insert('invitations.invitation', 'invites', ['approver'], OF_ICC, {
      id: NEW,
      source_id: NEW,
      token_hash: 'f'.repeat(64),
    }),
    update(
      'invitations.invitation',
      'confirms',
      ['invitee'],
      `state = 'CONFIRMED', answered_at = now()`,
      OF_ICC,
    ),
    update(
      'invitations.invitation',
      'declines',
      ['invitee'],
      `state = 'DECLINED', answered_at = now()`,
      OF_ICC,
    ),
    update('invitations.invitation', 'cancels', SUBSTITUTERS, `state = 'CANCELLED'`, OF_ICC),
    {
      ...update('invitations.invitation', 'redirects', CORRECTORS, '', ''),
      statement: `SELECT invitations.redirect('nomination', (SELECT source_id FROM invitations.invitation
        WHERE ${OF_ICC} AND state = 'PENDING' LIMIT 1), '${NEW}', 'other@example.org', '${'e'.repeat(64)}', 2, now() + interval '1 day')`,
    },
    update('invitations.invitation', 'lets lapse', NOBODY, `state = 'LAPSED'`, OF_ICC),
  ],
  seenByCoordinator: ['invitations.invitation'],
};
