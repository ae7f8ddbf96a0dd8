import {
  answersFor,
  contactsOf,
  invitedOrganisation,
  namedDelegate,
} from '../support/organisation-invitations.js';
import { type ActCase, type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct } from './support/ids.js';
import { on, says, type Scene, sessionOf } from './support/scene.js';

const SEATS = [{ role: 'HEAD', count: 1 }];
const LETTER = { level: 'MINISTER', seats: SEATS, replyBy: '2199-09-15', language: 'en' };
const that =
  (state: string, replyIn = 30) =>
  async ({ product }: Scene): Promise<string> =>
    (await invitedOrganisation(product, { state, replyIn })).id;

/** One whose organisation has asked to accept after all. */
const thatAsks = async (scene: Scene): Promise<string> => {
  const id = await that('REGRETS')(scene);
  await scene.product.admin.query(
    'UPDATE delegations.organisation_invitation SET asked_at = now() WHERE id = $1',
    [id],
  );
  return id;
};

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
  sendOrganisationInvitation: {
    ...noted('sent', ['officer', 'APPROVED']),
    leaves: [
      'user document.issued issued-document for host {kind: string, version: number}',
      'user organisation-invitation.sent organisation-invitation for host {recipients: number, remarkHash: string}',
    ],
  },
  acknowledgeOrganisationInvitation: noted('acknowledged', ['officer', 'SENT']),
  acceptOrganisationInvitation: noted('accepted', ['officer', 'SENT']),
  askOrganisationInvitation: {
    input: ['idempotencyKey: String!', 'note: String', 'version: Int!'],
    ids: { id: idOfAct('organisation invitation', { version: 1, note: 'Noted' }) },
    act: async (scene) => {
      const { id, organisationId } = await invitedOrganisation(scene.product, { state: 'REGRETS' });
      await answersFor(scene.product, 'iccViewer', organisationId);
      const cookie = await sessionOf(scene, 'iccViewer');
      return () => scene.actWithCookie(cookie, { version: 1, note: 'Note verbale 12/2027' }, { id });
    },
    leaves: ['user organisation-invitation.asked organisation-invitation for host {remarkHash: string}'],
  },
  nameDelegate: {
    input: [
      'email: EmailAddress',
      'idempotencyKey: String!',
      'invitationId: ID!',
      'name: String!',
      'position: String',
      'role: SeatRole!',
    ],
    ids: {
      'input.invitationId': idInInput('organisation invitation', (id) => ({
        invitationId: id,
        role: 'DELEGATE',
        name: 'Noor Muestra',
      })),
    },
    act: async (scene) => {
      const { id, organisationId } = await invitedOrganisation(scene.product, { state: 'ACCEPTED' });
      await answersFor(scene.product, 'iccViewer', organisationId);
      const cookie = await sessionOf(scene, 'iccViewer');
      const input = { invitationId: id, role: 'DELEGATE', name: 'Noor Muestra' };
      return () => scene.actWithCookie(cookie, input);
    },
    leaves: ['user organisation-invitation.delegate-named organisation-invitation for host {role: string}'],
  },
  removeDelegate: {
    input: ['idempotencyKey: String!'],
    ids: { id: idOfAct('delegate', {}) },
    act: async (scene) => {
      const { id, organisationId } = await namedDelegate(scene.product);
      await answersFor(scene.product, 'iccViewer', organisationId);
      const cookie = await sessionOf(scene, 'iccViewer');
      return () => scene.actWithCookie(cookie, {}, { id });
    },
    leaves: ['user organisation-invitation.delegate-removed organisation-invitation for host {role: string}'],
  },
  declineOrganisationInvitation: {
    input: ['idempotencyKey: String!', 'reason: String!', 'version: Int!'],
    ids: { id: idOfAct('organisation invitation', { version: 1, reason: 'Noted' }) },
    act: on('officer', thatAsks, () => ({ version: 1, reason: 'The hall is full' })),
    leaves: ['user organisation-invitation.declined organisation-invitation for host {remarkHash: string}'],
  },
  admitOrganisationInvitation: noted('admitted', ['officer', 'REGRETS'], {
    more: { seats: SEATS },
    fields: ['seats: [OfferedSeatsInput!]!'],
  }),
  regretOrganisationInvitation: noted('regretted', ['officer', 'SENT']),
  remindOrganisationInvitation: {
    input: ['idempotencyKey: String!', 'version: Int!'],
    ids: { id: idOfAct('organisation invitation', { version: 1 }) },
    act: async (scene) => {
      const { id, organisationId } = await invitedOrganisation(scene.product, { state: 'SENT' });
      await contactsOf(scene.product, organisationId, ['protocol@sampleland.example']);
      return on(
        'officer',
        () => Promise.resolve(id),
        () => ({ version: 1 }),
      )(scene);
    },
    leaves: ['user organisation-invitation.reminded organisation-invitation for host {recipients: number}'],
  },
  extendOrganisationInvitation: {
    ...noted('extended', ['officer', 'LAPSED', -3], {
      more: { replyBy: '2198-09-15' },
      fields: ['replyBy: String!'],
      word: 'reason',
    }),
    leaves: [
      'user organisation-invitation.extended organisation-invitation for host {from: string, recipients: number, remarkHash: string, to: string}',
    ],
  },
  revokeOrganisationInvitation: noted('revoked', ['officer', 'DRAFT'], { word: 'reason' }),
};
