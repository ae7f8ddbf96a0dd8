import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import {
  insert,
  ME,
  NEW,
  NOBODY,
  OF_CONFERENCE,
  OF_ICC,
  remove,
  row,
  update,
  USERS,
} from './support/trial.js';

/** A role has nobody's id before somebody has accepted it. */
const OFFER = {
  user_id: null,
  accepted_at: null,
  invited_name: 'Typed Name',
  invited_email: 'typed@people.example',
  invited_email_fold: 'typed@people.example',
  invited_language: 'en',
  offered_until: '2099-01-01T00:00:00Z',
} as const;

const SYSTEMS_OF_ICC = `(SELECT id FROM access.app_user WHERE body_id = '${row('icc')}')`;

export const tables: TablesOfContext = {
  trials: [
    insert('access.app_user', 'adds a system of their body', ['coordinator'], OF_ICC, {
      id: NEW,
      made_by: ME,
    }),
    insert('access.app_user', 'adds a system in the name of somebody else', NOBODY, OF_ICC, {
      id: NEW,
      made_by: NEW,
    }),
    insert('access.app_user', 'adds a person', NOBODY, 'body_id IS NULL', {
      id: NEW,
      email: NEW,
      email_fold: NEW,
    }),
    insert(
      'access.role_grant',
      'offers a role of the partner',
      ['administrator', 'coordinator'],
      `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
      { id: NEW, role: 'PARTNER_NOMINATOR', ...OFFER },
    ),
    insert(
      'access.role_grant',
      'offers a role of the host',
      ['administrator'],
      `${OF_CONFERENCE} AND role = 'HOST_OFFICER'`,
      { id: NEW, role: 'AUDITOR', body_id: null, ...OFFER },
    ),
    insert(
      'access.role_grant',
      'offers somebody to answer for an organisation',
      ['administrator'],
      `${OF_CONFERENCE} AND role = 'AUDITOR'`,
      {
        id: NEW,
        role: 'FOCAL_POINT',
        organisation_id: row('organisation'),
        organisation_name: 'Sample',
        ...OFFER,
      },
    ),
    insert(
      'access.role_grant',
      'gives a role that nobody has accepted',
      NOBODY,
      `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
      { id: NEW, role: 'PARTNER_NOMINATOR' },
    ),
    update(
      'access.role_grant',
      'counts a reminder',
      ['administrator', 'coordinator'],
      'mails = mails + 1, offered_until = now()',
      `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
    ),
    update(
      'access.role_grant',
      'takes a role of the partner',
      ['administrator', 'coordinator'],
      'revoked_at = now()',
      `${OF_ICC} AND role = 'PARTNER_VIEWER'`,
    ),
    insert('access.session', 'opens a session of their own', ['signIn'], 'true', {
      id: NEW,
      token_hash: NEW,
      user_id: ME,
    }),
    update(
      'access.session',
      'ends a session of their own',
      [...USERS, 'signIn'],
      'revoked_at = now()',
      'true',
    ),
    update(
      'access.session',
      'gives a session another secret',
      ['signIn'],
      `token_hash = 'new ' || id`,
      'true',
    ),
    update('access.sign_in_link', 'uses a link up', ['signIn'], 'used_at = now()', 'true'),
    insert('access.sign_in_request', 'asks for a link', ['signIn'], 'true', { id: NEW }),
    insert('access.api_token', 'makes a token of their own', USERS, 'true', {
      id: NEW,
      token_hash: NEW,
      user_id: ME,
    }),
    insert(
      'access.api_token',
      'makes a token of a system of their body',
      ['coordinator'],
      `user_id IN ${SYSTEMS_OF_ICC}`,
      { id: NEW, token_hash: NEW },
    ),
    update(
      'access.api_token',
      'revokes a token of their own',
      USERS,
      'revoked_at = now()',
      `user_id = '${ME}'`,
    ),
    update(
      'access.api_token',
      'revokes a token of a system of their body',
      ['administrator', 'coordinator', 'signIn'],
      'revoked_at = now()',
      `user_id IN ${SYSTEMS_OF_ICC}`,
    ),
    insert('access.rate_limit', 'counts a try', ['signIn'], 'true', { key: NEW }),
    update('access.rate_limit', 'counts another try', ['signIn'], 'hits = hits + 1', 'true'),
    remove('access.rate_limit', 'sweeps counters', ['signIn'], 'true'),
  ],
  seenByCoordinator: ['access.api_token', 'access.app_user', 'access.role_grant', 'access.session'],
  fill: async ({ admin, world }) => {
    for (const { userId } of [world.people.iccCoordinator, world.people.chCoordinator]) {
      await admin.query(
        `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
        [newId(), userId, `session of ${userId}`],
      );
      await admin.query(
        `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`,
        [newId(), userId, `link of ${userId}`],
      );
    }
    await admin.query(
      `INSERT INTO access.sign_in_request (id, email_fold) VALUES ($1, 'somebody@example.org')`,
      [newId()],
    );
    await admin.query(`INSERT INTO access.rate_limit (key, hits, window_ends_at) VALUES ('key', 1, now())`);
    await admin.query(
      `INSERT INTO access.caused_mail (scope_id, user_id, address_hash) VALUES ($1, $2, 'somebody')`,
      [world.icc, world.people.iccCoordinator.userId],
    );
  },
};
