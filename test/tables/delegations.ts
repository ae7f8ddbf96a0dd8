import { invitedOrganisation, namedDelegate } from '../support/organisation-invitations.js';
import { type TablesOfContext } from './support/tables.js';
import {
  insert,
  ME,
  NEW,
  NOBODY,
  OF_CONFERENCE,
  OF_ACCEPTED,
  OF_ORGANISATION,
  row,
  update,
} from './support/trial.js';

const INVITATION = 'delegations.organisation_invitation';
const DELEGATE = 'delegations.delegate';
const OTHER_DELEGATES = `organisation_id <> '${row('accepted')}'`;
const draft = `${OF_CONFERENCE} AND state = 'DRAFT'`;

export const tables: TablesOfContext = {
  trials: [
    {
      ...insert(INVITATION, 'drafts an invitation', ['officer'], draft, { id: NEW }),
      stoppedBy: 'organisation_invitation_living',
    },
    update(INVITATION, 'changes a letter', ['officer'], `level = 'OBSERVER'`, draft),
    update(INVITATION, 'approves a letter', ['approver'], `state = 'APPROVED', approved_by = '${ME}'`, draft),
    update(
      INVITATION,
      'approves a letter for somebody else',
      NOBODY,
      `state = 'APPROVED', approved_by = id`,
      draft,
    ),
    update(
      INVITATION,
      'records an answer',
      ['officer', 'focalPoint'],
      `state = 'ACCEPTED'`,
      `${OF_CONFERENCE} AND state = 'SENT'`,
    ),
    update(
      INVITATION,
      'asks the host after the date',
      ['officer', 'focalPoint'],
      'asked_at = now()',
      `${OF_ORGANISATION} AND state = 'SENT'`,
    ),
    update(
      INVITATION,
      'gives itself more seats',
      ['officer'],
      `state = 'ACCEPTED', seats = '{"HEAD": 1, "DELEGATE": 9}'`,
      `${OF_ORGANISATION} AND state = 'SENT'`,
    ),
    update(
      INVITATION,
      'is on record as reminded',
      ['officer'],
      `state = 'ACCEPTED', reminded_at = now(), reminded_by = '${ME}'`,
      `${OF_ORGANISATION} AND state = 'SENT'`,
    ),
    insert(DELEGATE, 'names somebody for its delegation', ['focalPoint', 'officer'], OF_ACCEPTED, {
      id: NEW,
      role: 'HEAD',
    }),
    insert(
      DELEGATE,
      'names somebody for the delegation of another organisation',
      ['officer'],
      OTHER_DELEGATES,
      {
        id: NEW,
      },
    ),
    update(
      DELEGATE,
      'takes somebody out of its delegation',
      ['focalPoint', 'officer'],
      'removed_at = now()',
      OF_ACCEPTED,
    ),
    update(INVITATION, 'gives an invitation to another conference', NOBODY, 'conference_id = id', draft),
  ],
  fill: async ({ admin, world }) => {
    await invitedOrganisation({ admin, world });
    await invitedOrganisation(
      { admin, world },
      {
        state: 'SENT',
      },
    );
    await namedDelegate({ admin, world });
  },
};
