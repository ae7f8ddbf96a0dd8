import { randomUUID } from 'node:crypto';
import { newId } from '#libs/kernel';
import { type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct, role } from './support/ids.js';
import { answersOffer, offered, on, says, sessionOf, signInToken, single } from './support/scene.js';

export const acts: ActsOfContext = {
  acceptRole: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('grant', {}),
    },
    isRefusedToTokens: true,
    act: answersOffer,
    leaves: ['user access.role-accepted grant for body {grantId: string, role: string}'],
  },
  createApiToken: {
    input: [
      'bodyId: ID',
      'expiresAt: DateTime',
      'idempotencyKey: String!',
      'name: String!',
      'role: Role',
      'scope: ApiTokenScope!',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id) => ({
        bodyId: id,
        name: 'Register',
        role: 'PARTNER_VIEWER',
        scope: 'READ',
      })),
    },
    isRefusedToTokens: true,
    act: async (scene) => {
      const cookie = await sessionOf(scene, 'officer');
      return () => scene.actWithCookie(cookie, { name: 'Reports', scope: 'READ' });
    },
    leaves: ['user access.token-created user for host {apiTokenId: string, scope: string}'],
  },
  declineRole: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('grant', {}),
    },
    isRefusedToTokens: true,
    act: answersOffer,
    leaves: ['user access.role-declined grant for body {grantId: string, role: string}'],
  },
  grantRole: {
    input: [
      'bodyId: ID',
      'conferenceId: ID!',
      'email: EmailAddress!',
      'idempotencyKey: String!',
      'language: LanguageTag',
      'name: String!',
      'organisationId: ID',
      'role: Role!',
    ],
    ids: {
      'input.organisationId': idInInput('organisation', (id, home) => ({
        ...role(home),
        bodyId: null,
        role: 'FOCAL_POINT',
        organisationId: id,
      })),
      'input.bodyId': idInInput('body', (id, home) => ({ ...role(home), bodyId: id })),
      'input.conferenceId': idInInput('conference', (id, home) => ({
        ...role(home),
        conferenceId: id,
      })),
    },
    act: says('administrator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      role: 'PARTNER_VIEWER',
      name: 'Gwen Granted',
      email: `${randomUUID()}@example.org`,
    })),
    leaves: ['user access.role-granted grant for body {grantId: string, role: string}'],
  },
  remindRole: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('grant', {}),
    },
    act: on('iccCoordinator', offered),
    leaves: ['user access.role-reminded grant for body {grantId: string, role: string}'],
  },
  // Anybody may ask for any address, and what follows must not tell whether it is known.
  requestSignInLink: {
    input: ['email: EmailAddress!', 'idempotencyKey: String!', 'next: String'],
    act: (scene) =>
      Promise.resolve(() => scene.act(null, { email: 'icc.viewer.of.test.conference@example.org' })),
    leaves: [],
  },
  revokeApiToken: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('token', {}),
    },
    act: on('officer', async ({ product }) => {
      const id = newId();
      await product.admin.query(
        `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash) VALUES ($1, $2, 'Spare', '{READ}', $3)`,
        [id, product.world.people.officer.userId, randomUUID()],
      );
      return id;
    }),
    leaves: ['user access.token-revoked user for host {apiTokenId: string}'],
  },
  revokeGrant: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('grant', {}),
    },
    act: on('administrator', ({ product }) =>
      single(product, 'SELECT id FROM access.role_grant WHERE user_id = $1', [
        product.world.people.chNominator.userId,
      ]),
    ),
    leaves: ['user access.role-revoked grant for body {grantId: string, role: string}'],
  },
  signIn: {
    input: ['idempotencyKey: String!', 'token: String!'],
    act: async (scene) => {
      const token = await signInToken(scene.product, 'iccViewer');
      return () => scene.act(null, { token });
    },
    leaves: ['sign-in access.signed-in user for host {}'],
  },
  signInAsDemonstrationUser: {
    input: ['email: EmailAddress!', 'idempotencyKey: String!'],
    act: async (scene) => {
      const { admin, world } = scene.product;
      const { rows } = await admin.query<{ email: string }>(
        'UPDATE access.app_user SET is_demonstration = true WHERE id = $1 RETURNING email',
        [world.people.auditor.userId],
      );
      return () => scene.act(null, { email: rows[0]?.email });
    },
    leaves: ['sign-in access.signed-in user for host {}'],
  },
  signOut: {
    input: ['idempotencyKey: String!'],
    act: async (scene) => {
      const cookie = await sessionOf(scene, 'iccViewer');
      return () => scene.actWithCookie(cookie, {});
    },
    leaves: ['user access.signed-out user for host {}'],
  },
};
