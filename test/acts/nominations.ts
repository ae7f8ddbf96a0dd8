import { randomUUID } from 'node:crypto';
import { newId } from '#libs/kernel';
import { directoryOrganisationId } from '#libs/organisations';
import { nomineesOf } from '../journeys/nominees.js';
import { type ActsOfContext } from './support/acts.js';
import { creation, idInChange, idInInput, idInMany } from './support/ids.js';
import {
  claimed,
  decided,
  drafted,
  merged,
  on,
  onTwo,
  ready,
  recommended,
  released,
  same,
  says,
  somebody,
  submitted,
  twice,
} from './support/scene.js';

/** What one of a pair takes from the other. */
const TITLE = { facts: ['HONORIFIC'], version: 2, otherVersion: 3 };
/** In what an act on the onlooker's own nomination says of the person. */
const inPerson = (kind: 'organisation', version: number, make: (id: string) => object) =>
  idInChange(kind, (id) => ({ version, ...make(id) }));

export const acts: ActsOfContext = {
  claimReview: {
    act: on('officer', submitted, () => ({ version: 2 })),
    leaves: ['user nomination.review-claimed nomination for host {}'],
  },
  claimReviewMany: {
    act: onTwo('officer', submitted, { version: 2 }),
    leaves: twice('user nomination.review-claimed nomination for host {}'),
  },
  releaseReviewClaim: {
    act: on('officer', claimed, () => ({ version: 2 })),
    leaves: ['user nomination.review-let-go nomination for host {}'],
  },
  releaseReviewClaimMany: {
    act: onTwo('officer', claimed, { version: 2 }),
    leaves: twice('user nomination.review-let-go nomination for host {}'),
  },
  markReady: {
    act: on('iccNominator', drafted, () => ({ version: 1 })),
    leaves: ['user nomination.marked-ready nomination for body {}'],
  },
  markReadyMany: {
    act: onTwo('iccNominator', drafted, { version: 1 }),
    leaves: twice('user nomination.marked-ready nomination for body {}'),
  },
  unmarkReady: {
    act: on('iccNominator', ready, () => ({ version: 1 })),
    leaves: ['user nomination.unmarked-ready nomination for body {}'],
  },
  unmarkReadyMany: {
    act: onTwo('iccNominator', ready, { version: 1 }),
    leaves: twice('user nomination.unmarked-ready nomination for body {}'),
  },
  correctEmail: {
    act: on('iccNominator', submitted, () => ({ version: 2, email: `${randomUUID()}@example.org` })),
    leaves: ['user nomination.email-corrected nomination for body {isInvitedAgain: boolean}'],
  },
  correctPerson: {
    act: on('iccNominator', submitted, () => ({ version: 2, jobTitle: 'Envoy' })),
    ids: { 'input.organisationId': inPerson('organisation', 2, (organisationId) => ({ organisationId })) },
    leaves: ['user nomination.person-corrected nomination for body {fields: list}'],
  },
  mergeDuplicate: {
    input: [
      'facts: [PersonFact!]!',
      'idempotencyKey: String!',
      'nominationId: ID!',
      'otherId: ID!',
      'otherVersion: Int!',
      'version: Int!',
    ],
    ids: {
      'input.nominationId': idInInput('nomination', (id, home) => ({
        ...TITLE,
        nominationId: id,
        otherId: home.nominationId,
      })),
      'input.otherId': idInInput('nomination', (id, home) => ({
        ...TITLE,
        nominationId: home.nominationId,
        otherId: id,
      })),
    },
    act: says('officer', async (scene) => {
      const [otherId, nominationId] = await same(scene);
      return { ...TITLE, nominationId, otherId };
    }),
    leaves: [
      ...twice(
        'user nomination.duplicate-merged nomination for host {facts: list, isCorrected: boolean, other: string}',
      ),
      'user nomination.person-corrected nomination for body {fields: list}',
    ],
  },
  undoMerge: {
    input: ['idempotencyKey: String!', 'mergeId: ID!', 'version: Int!'],
    ids: { 'input.mergeId': idInInput('merge', (id) => ({ mergeId: id, version: 3 })) },
    act: says('officer', async (scene) => ({ mergeId: await merged(scene), version: 3 })),
    leaves: [
      ...twice(
        'user nomination.merge-undone nomination for host {facts: list, isCorrected: boolean, other: string}',
      ),
      'user nomination.person-corrected nomination for body {fields: list}',
    ],
  },
  matchOrganisationText: {
    input: [
      'conferenceId: ID!',
      'idempotencyKey: String!',
      'nominationIds: [ID!]',
      'organisationId: ID',
      'typed: String!',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        typed: 'Sample Networks',
        organisationId: newId(),
      })),
      'input.organisationId': idInInput('organisation', (id, home) => ({
        conferenceId: home.conferenceId,
        typed: 'Sample Networks',
        organisationId: id,
      })),
      'input.nominationIds': idInInput('nomination', (id, home) => ({
        conferenceId: home.conferenceId,
        typed: 'Sample Networks',
        organisationId: directoryOrganisationId(home.conferenceId, 'state:KN'),
        nominationIds: [id],
      })),
    },
    act: says('officer', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      typed: 'Sample Networks',
      organisationId: directoryOrganisationId(world.conferenceId, 'state:KN'),
    })),
    leaves: [
      'user nomination.organisations-matched conference for host {count: number, organisationId: string}',
    ],
  },
  substituteNominee: {
    ids: {
      // Behind a correction and a release, which come before it.
      'input.person.organisationId': inPerson('organisation', 5, (organisationId) => ({
        person: { ...somebody().person, organisationId },
      })),
    },
    act: on('iccCoordinator', submitted, () => ({ version: 2, ...somebody() })),
    leaves: [
      'user nomination.submitted nomination for body {version: number}',
      'user nomination.superseded nomination for body {successor: string}',
      'user nomination.substituted nomination for body {predecessor: string, reference: string}',
    ],
  },
  createNomination: {
    input: [
      'allowSecond: Boolean',
      'allowSecondReason: String',
      'bodyId: ID!',
      'conferenceId: ID!',
      'constituencyId: ID!',
      'idempotencyKey: String!',
      'isSubmitted: Boolean!',
      'person: PersonInput!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id, home) => ({ ...creation(home), bodyId: id })),
      'input.conferenceId': idInInput('conference', (id, home) => ({
        ...creation(home),
        conferenceId: id,
      })),
      'input.constituencyId': idInInput('constituency', (id, home) => ({
        ...creation(home),
        constituencyId: id,
      })),
      'input.person.organisationId': idInInput('organisation', (id, home) => ({
        ...creation(home),
        person: { name: 'Somebody', organisationId: id },
      })),
    },
    act: says('iccNominator', ({ product }) => nomineesOf(product).draft('Tilda Trail', somebody())),
    leaves: ['user nomination.created nomination for body {reference: string}'],
  },
  decideNomination: {
    ids: {
      'input.onBehalfOfId': idInChange('user', (id) => ({
        version: 2,
        outcome: 'RESERVE',
        onBehalfOfId: id,
      })),
    },
    act: on('approver', recommended, () => ({
      version: 2,
      outcome: 'REJECT',
      reasonCode: 'OTHER',
      reasonText: 'Not this year',
    })),
    leaves: [
      'user nomination.decided nomination for host {agreeing: number, insteadOf: null, isQuotaOverridden: boolean, needed: number, outcome: string, reasonCode: string}',
    ],
  },
  decideNominationMany: {
    ids: {
      'input.onBehalfOfId': idInMany('user', 2, (id) => ({
        outcome: 'RESERVE',
        onBehalfOfId: id,
      })),
    },
    act: onTwo('approver', recommended, { version: 2, outcome: 'RESERVE' }),
    leaves: twice(
      'user nomination.decided nomination for host {agreeing: number, insteadOf: null, isQuotaOverridden: boolean, needed: number, outcome: string, reasonCode: null}',
    ),
  },
  promoteNomination: {
    act: on(
      'otherApprover',
      (scene) => released(scene, 'RESERVE'),
      () => ({ version: 4 }),
    ),
    leaves: ['user nomination.promoted nomination for body {isQuotaOverridden: boolean}'],
  },
  promoteNominationMany: {
    act: onTwo('otherApprover', (scene) => released(scene, 'RESERVE'), { version: 4 }),
    leaves: twice('user nomination.promoted nomination for body {isQuotaOverridden: boolean}'),
  },
  recommendNomination: {
    act: on('officer', submitted, () => ({ version: 2, recommendation: 'APPROVE', note: 'Strong' })),
    leaves: [
      'system nomination.under-review nomination for body {}',
      'user nomination.recommended nomination for host {agreeing: number, insteadOf: null, needed: number, recommendation: string}',
    ],
  },
  recommendNominationMany: {
    act: onTwo('officer', submitted, { version: 2, recommendation: 'APPROVE', note: 'Strong' }),
    leaves: [
      ...twice('system nomination.under-review nomination for body {}'),
      ...twice(
        'user nomination.recommended nomination for host {agreeing: number, insteadOf: null, needed: number, recommendation: string}',
      ),
    ],
  },
  reopenNomination: {
    act: on(
      'approver',
      (scene) => decided(scene, 'APPROVE'),
      () => ({ version: 2, reason: 'Mistake' }),
    ),
    leaves: ['user nomination.reopened nomination for host {remarkHash: string}'],
  },
  reopenNominationMany: {
    act: onTwo('approver', (scene) => decided(scene, 'APPROVE'), { version: 2, reason: 'Mistake' }),
    leaves: twice('user nomination.reopened nomination for host {remarkHash: string}'),
  },
  returnNomination: {
    act: on('officer', submitted, () => ({ version: 2, question: 'Which office?' })),
    leaves: ['user nomination.returned nomination for body {remarkHash: string}'],
  },
  returnNominationMany: {
    act: onTwo('officer', submitted, { version: 2, question: 'Which office?' }),
    leaves: twice('user nomination.returned nomination for body {remarkHash: string}'),
  },
  submitNomination: {
    act: on('iccCoordinator', drafted, () => ({ version: 1 })),
    leaves: ['user nomination.submitted nomination for body {version: number}'],
  },
  submitNominationMany: {
    act: onTwo('iccCoordinator', drafted, { version: 1 }),
    leaves: twice('user nomination.submitted nomination for body {version: number}'),
  },
  updateNomination: {
    ids: {
      'input.constituencyId': idInChange('constituency', (id) => ({
        version: 1,
        constituencyId: id,
      })),
      'input.person.organisationId': inPerson('organisation', 2, (organisationId) => ({
        person: { organisationId },
      })),
    },
    act: on('iccNominator', drafted, () => ({ version: 1, rank: 4 })),
    leaves: ['user nomination.updated nomination for body {fields: list}'],
  },
  updateNominationMany: {
    ids: {
      'input.constituencyId': idInMany('constituency', 1, (id) => ({
        constituencyId: id,
      })),
    },
    act: onTwo('iccCoordinator', drafted, { version: 1 }),
    leaves: twice('user nomination.updated nomination for body {fields: list}'),
  },
  withdrawNomination: {
    act: on('iccCoordinator', submitted, () => ({ version: 2, reason: 'Cannot come' })),
    leaves: ['user nomination.withdrawn nomination for body {remarkHash: string}'],
  },
  withdrawNominationMany: {
    act: onTwo('iccCoordinator', submitted, { version: 2, reason: 'Cannot come' }),
    leaves: twice('user nomination.withdrawn nomination for body {remarkHash: string}'),
  },
};
