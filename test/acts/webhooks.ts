import { newId } from '#libs/kernel';
import { type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct } from './support/ids.js';
import { endpointOfIcc, on, says, single } from './support/scene.js';

export const acts: ActsOfContext = {
  createWebhookEndpoint: {
    input: [
      'bodyId: ID',
      'conferenceId: ID!',
      'description: String',
      'idempotencyKey: String!',
      'kinds: [String!]',
      'url: String!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id, home) => ({
        conferenceId: home.conferenceId,
        bodyId: id,
        url: 'https://receiver.example/',
      })),
      'input.conferenceId': idInInput('conference', (id, home) => ({
        conferenceId: id,
        bodyId: home.bodyId,
        url: 'https://receiver.example/',
      })),
    },
    act: says('iccCoordinator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      url: 'https://receiver.example/',
    })),
    leaves: ['user webhook.created webhook for body {}'],
  },
  deleteWebhookEndpoint: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('endpoint', {}),
    },
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.deleted webhook for body {}'],
  },
  pauseWebhookEndpoint: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('endpoint', {}),
    },
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene, 'ACTIVE')),
    leaves: ['user webhook.paused webhook for body {}'],
  },
  replayFailedWebhookDeliveries: {
    input: ['idempotencyKey: String!', 'since: DateTime!'],
    ids: {
      id: idOfAct('endpoint', { since: '2011-01-01T00:00:00Z' }),
    },
    act: on(
      'iccCoordinator',
      (scene) => endpointOfIcc(scene),
      () => ({ since: '2011-01-01T00:00:00Z' }),
    ),
    leaves: ['user webhook.failed-replayed webhook for body {count: number}'],
  },
  replayWebhookDelivery: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('delivery', {}),
    },
    act: on('iccCoordinator', async (scene) =>
      single(
        scene.product,
        `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, kind, subject_type, subject_id, occurred_at, state)
         SELECT $2, id, conference_id, body_id, 'nomination.submitted', 'nomination', id, now(), 'FAILED'
         FROM webhooks.endpoint WHERE id = $1 RETURNING id`,
        [await endpointOfIcc(scene), newId()],
      ),
    ),
    leaves: ['user webhook.replayed webhook for body {deliveryId: string}'],
  },
  resumeWebhookEndpoint: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('endpoint', {}),
    },
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.resumed webhook for body {}'],
  },
  rotateWebhookSecret: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('endpoint', {}),
    },
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.secret-rotated webhook for body {}'],
  },
  sendTestWebhook: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('endpoint', {}),
    },
    act: on('iccCoordinator', (scene) => endpointOfIcc(scene)),
    leaves: ['user webhook.tested webhook for body {}'],
  },
  updateWebhookEndpoint: {
    input: [
      'description: String',
      'idempotencyKey: String!',
      'kinds: [String!]',
      'url: String',
      'version: Int!',
    ],
    ids: {
      id: idOfAct('endpoint', { version: 1, description: 'Other' }),
    },
    act: on(
      'iccCoordinator',
      (scene) => endpointOfIcc(scene),
      () => ({ version: 1, description: 'Other' }),
    ),
    leaves: ['user webhook.updated webhook for body {}'],
  },
};
