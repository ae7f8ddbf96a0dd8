import { invitedOrganisation } from '../support/organisation-invitations.js';
import { type ActCase, type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct } from './support/ids.js';
import { on, says, type Scene } from './support/scene.js';

const SEATS = [{ role: 'HEAD', count: 1 }];
const LETTER = { level: 'MINISTER', seats: SEATS, replyBy: '2199-09-15', language: 'en' };
const that =
  (state: string, replyIn = 30) =>
  async ({ product }: Scene): Promise<string> =>
    (await invitedOrganisation(product, { state, replyIn })).id;

/** An act that says what came beside it: its state before, who does it, and its word in the trail. */
const noted = (
  fact: string,
  [by, state, replyIn]: readonly [by: 'officer' | 'approver', state: string, replyIn?: number],
  { more = {}, fields = [], word = 'note' }: { more?: object; fields?: string[]; word?: string } = {},
): ActCase => ({
  input: [
    'idempotencyKey: String!',
    `${word}: String${word === 'note' ? '' : '!'}`,
    'version: Int!',
    ...fields,
  ].sort(),
  ids: { id: idOfAct('organisation invitation', { version: 1, ...more, [word]: 'Noted' }) },
  act: on(by, that(state, replyIn), () => ({ version: 1, ...more, [word]: 'Note verbale 12/2027' })),
  leaves: [`user organisation-invitation.${fact} organisation-invitation for host {remarkHash: string}`],
});

export const acts: ActsOfContext = {
  createOrganisationInvitation: {
    input: [
      'conferenceId: ID!',
      'idempotencyKey: String!',
      'language: LanguageTag!',
      'level: OrganisationInvitationLevel!',
      'organisationId: ID!',
      'replyBy: String!',
      'salutation: String',
      'seats: [OfferedSeatsInput!]!',
      'signatory: String',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id, home) => ({
        conferenceId: id,
        organisationId: home.organisationIds[0],
        ...LETTER,
      })),
      'input.organisationId': idInInput('organisation', (id, home) => ({
        conferenceId: home.conferenceId,
        organisationId: id,
        ...LETTER,
      })),
    },
    act: says('officer', async ({ product }) => {
      const { id, organisationId } = await invitedOrganisation(product);
      await product.admin.query(
        `UPDATE delegations.organisation_invitation SET state = 'REVOKED' WHERE id = $1`,
        [id],
      );
      return { conferenceId: product.world.conferenceId, organisationId, ...LETTER };
    }),
    leaves: ['user organisation-invitation.drafted organisation-invitation for host {level: string}'],
  },
  updateOrganisationInvitation: {
    input: [
      'idempotencyKey: String!',
      'language: LanguageTag',
      'level: OrganisationInvitationLevel',
      'replyBy: String',
      'salutation: String',
      'seats: [OfferedSeatsInput!]',
      'signatory: String',
      'version: Int!',
    ],
    ids: { id: idOfAct('organisation invitation', { version: 1, level: 'OBSERVER' }) },
    act: on('officer', that('DRAFT'), () => ({ version: 1, level: 'OBSERVER' })),
    leaves: ['user organisation-invitation.updated organisation-invitation for host {fields: list}'],
  },
  approveOrganisationInvitation: noted('approved', ['approver', 'DRAFT']),
  sendOrganisationInvitation: noted('sent', ['officer', 'APPROVED']),
  acknowledgeOrganisationInvitation: noted('acknowledged', ['officer', 'SENT']),
  acceptOrganisationInvitation: noted('accepted', ['officer', 'SENT']),
  admitOrganisationInvitation: noted('admitted', ['officer', 'REGRETS'], {
    more: { seats: SEATS },
    fields: ['seats: [OfferedSeatsInput!]!'],
  }),
  regretOrganisationInvitation: noted('regretted', ['officer', 'SENT']),
  revokeOrganisationInvitation: noted('revoked', ['officer', 'DRAFT'], { word: 'reason' }),
};
