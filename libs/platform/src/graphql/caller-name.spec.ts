import { describe, expect, it } from '@jest/globals';
import { type UserActor } from '#libs/kernel';
import { bucketName, callerName } from './caller-name.js';

const user = (userId: string, more: Partial<UserActor>): { actor: UserActor; clientAddress: string } => ({
  actor: {
    kind: 'user',
    userId,
    grants: [],
    canWrite: true,
    via: 'session',
    credentialId: 'session',
    ...more,
  },
  clientAddress: '192.0.2.1',
});

describe('who asks', () => {
  it('is a person with all sessions and tokens, of whom each token has a bucket of its own', () => {
    const [browser, one, other] = [
      user('ada', {}),
      user('ada', { via: 'token', credentialId: 'one' }),
      user('ada', { via: 'token', credentialId: 'other' }),
    ];
    expect([browser, one, other].map(callerName)).toEqual(['user ada', 'user ada', 'user ada']);
    expect([browser, one, other].map(bucketName)).toEqual(['user ada', 'token one', 'token other']);
  });

  it('is a body with all its systems, of which each has a bucket of its own', () => {
    const systems = ['register', 'badges'].map((name) =>
      user(name, { via: 'token', credentialId: name, systemOf: 'icc' }),
    );
    expect(systems.map(callerName)).toEqual(['body icc', 'body icc']);
    expect(systems.map(bucketName)).toEqual(['token register', 'token badges']);
  });

  it('is everybody at an address who is not signed in', () => {
    const nobody = { actor: { kind: 'anonymous' }, clientAddress: '192.0.2.1' } as const;
    expect([callerName(nobody), bucketName(nobody)]).toEqual(['address 192.0.2.1', 'address 192.0.2.1']);
  });
});
