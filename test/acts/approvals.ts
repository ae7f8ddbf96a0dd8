import { newId } from '#libs/kernel';
import { type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct, idTriedOut } from './support/ids.js';
import { decided, on, recommended, says, someday } from './support/scene.js';

export const acts: ActsOfContext = {
  assignReviews: {
    input: [
      'assigneeIds: [ID!]!',
      'conferenceId: ID!',
      'idempotencyKey: String!',
      'isDryRun: Boolean!',
      'nominationIds: [ID!]!',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id, home) => ({
        conferenceId: id,
        nominationIds: [home.nominationId],
        assigneeIds: [newId()],
      })),
      'input.nominationIds': idTriedOut('nomination', (id, home) => ({
        conferenceId: home.conferenceId,
        nominationIds: [id],
        assigneeIds: [home.approverId],
      })),
      'input.assigneeIds': idInInput('user', (id, home) => ({
        conferenceId: home.conferenceId,
        nominationIds: [home.nominationId],
        assigneeIds: [id],
      })),
    },
    act: says('officer', async (scene) => ({
      conferenceId: scene.product.world.conferenceId,
      nominationIds: [await recommended(scene)],
      assigneeIds: [scene.product.world.people.approver.userId],
    })),
    leaves: ['user nomination.review-assigned nomination for host {assigneeId: string}'],
  },
  endAbsence: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('absence', {}),
    },
    act: on('approver', async ({ product }) => {
      const id = newId();
      const { conferenceId, people } = product.world;
      await product.admin.query(
        `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at) VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
        [id, conferenceId, people.approver.userId],
      );
      return id;
    }),
    leaves: ['user absence.ended user for host {absenceId: string}'],
  },
  recordAbsence: {
    input: [
      'conferenceId: ID!',
      'endsAt: DateTime!',
      'idempotencyKey: String!',
      'startsAt: DateTime!',
      'userId: ID',
    ],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({
        conferenceId: id,
        ...someday,
      })),
      'input.userId': idInInput('user', (id, home) => ({
        conferenceId: home.conferenceId,
        userId: id,
        ...someday,
      })),
    },
    act: says('approver', ({ product: { world } }) => ({ conferenceId: world.conferenceId, ...someday })),
    leaves: ['user absence.recorded user for host {absenceId: string, endsAt: string, startsAt: string}'],
  },
  remindReviews: {
    input: ['conferenceId: ID!', 'idempotencyKey: String!', 'isDryRun: Boolean!', 'nominationIds: [ID!]!'],
    ids: {
      'input.conferenceId': idInInput('conference', (id, home) => ({
        conferenceId: id,
        nominationIds: [home.nominationId],
      })),
      'input.nominationIds': idTriedOut('nomination', (id, home) => ({
        conferenceId: home.conferenceId,
        nominationIds: [id],
      })),
    },
    act: says('officer', async (scene) => ({
      conferenceId: scene.product.world.conferenceId,
      nominationIds: [await recommended(scene)],
    })),
    leaves: ['user nomination.review-reminded nomination for host {count: number}'],
  },
  releaseDecisions: {
    input: ['conferenceId: ID!', 'idempotencyKey: String!', 'nominationIds: [ID!]', 'previewVersion: String'],
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({ conferenceId: id })),
      'input.nominationIds': idInInput('nomination', (id, home) => ({
        conferenceId: home.conferenceId,
        nominationIds: [id],
      })),
    },
    act: says('approver', async (scene) => ({
      conferenceId: scene.product.world.conferenceId,
      nominationIds: [await decided(scene, 'APPROVE')],
    })),
    leaves: [
      'user batch.released batch for host {number: number, size: number}',
      'user nomination.approved nomination for body {batch: number}',
    ],
  },
};
