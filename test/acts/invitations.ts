import { randomUUID } from 'node:crypto';
import { type ActsOfContext } from './support/acts.js';
import { invitationToken } from './support/scene.js';

export const acts: ActsOfContext = {
  confirmInvitation: {
    input: ['idempotencyKey: String!'],
    act: async (scene) => {
      const token = await invitationToken(scene);
      const decline = () =>
        scene.product.anonymous().data(
          `mutation ($token: String!, $key: String!) {
            declineInvitation(token: $token, input: { idempotencyKey: $key }) { errors { code } } }`,
          { token, key: randomUUID() },
        );
      return async () => {
        await scene.act(null, {}, { token });
        await decline();
        await scene.act(null, {}, { token });
      };
    },
    leaves: [
      'invitee invitation.confirmed nomination for body {invitation: string}',
      'invitee invitation.declined nomination for body {invitation: string, wasConfirmed: boolean}',
      'invitee invitation.confirmed nomination for body {invitation: string, wasDeclined: boolean}',
    ],
  },
  declineInvitation: {
    input: ['idempotencyKey: String!', 'reason: String'],
    act: async (scene) => {
      const token = await invitationToken(scene);
      return () => scene.act(null, { reason: 'Away' }, { token });
    },
    leaves: ['invitee invitation.declined nomination for body {invitation: string}'],
  },
};
