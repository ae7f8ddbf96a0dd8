import { invitedOrganisation } from '../support/organisation-invitations.js';
import { type TablesOfContext } from './support/tables.js';
import { insert, ME, NEW, NOBODY, OF_CONFERENCE, OF_ORGANISATION, update } from './support/trial.js';

const INVITATION = 'delegations.organisation_invitation';
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
  },
};
