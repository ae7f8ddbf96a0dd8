import { describe, expect, it } from '@jest/globals';
import { newId, type Role, ROLES, type UserActor } from '#libs/kernel';
import { type ApiToken } from '../domain/api-token.js';
import { mayMakeTokenOf, mayRevoke } from './api-token.policy.js';

const [conference, icc, ch] = [newId(), newId(), newId()];
const who = (role: Role, bodyId: string | null, canWrite = true): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: [{ role, conferenceId: conference, bodyId }],
  canWrite,
  via: 'session',
  credentialId: newId(),
});
const bodyOf = (role: Role, body: string) => (role.startsWith('PARTNER') ? body : null);
const token = (userId = newId()): ApiToken & { userId: string } => ({
  id: newId(),
  userId,
  name: 'Importer',
  firstLetters: 'plenary_abcd',
  scope: 'READ_AND_WRITE',
  conferenceId: conference,
  bodyId: icc,
  role: 'PARTNER_NOMINATOR',
  madeById: newId(),
  createdAt: new Date(),
  lastUsedAt: null,
  expiresAt: new Date(),
  revokedAt: null,
});

describe('a token of a body', () => {
  it('is made by the coordinators of the body and by nobody else', () => {
    expect(ROLES.filter((role) => mayMakeTokenOf(who(role, bodyOf(role, icc)), icc))).toEqual([
      'PARTNER_COORDINATOR',
    ]);
    expect(ROLES.filter((role) => mayMakeTokenOf(who(role, bodyOf(role, ch)), icc))).toEqual([]);
  });

  it('is revoked by its coordinators, by administrators and by itself', () => {
    expect(ROLES.filter((role) => mayRevoke(who(role, bodyOf(role, icc)), token()))).toEqual([
      'HOST_ADMINISTRATOR',
      'PARTNER_COORDINATOR',
    ]);
    expect(mayRevoke(who('PARTNER_COORDINATOR', ch), token())).toBe(false);
    const system = who('PARTNER_NOMINATOR', icc);
    expect(mayRevoke(system, token(system.userId))).toBe(true);
  });

  it('is revoked by nobody who only reads', () => {
    expect(mayRevoke(who('PARTNER_COORDINATOR', icc, false), token())).toBe(false);
  });
});
