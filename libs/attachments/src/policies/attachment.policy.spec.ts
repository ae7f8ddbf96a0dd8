import { describe, expect, it } from '@jest/globals';
import { type GrantFact, type Role, type UserActor } from '#libs/kernel';
import { type SubjectStage } from '../domain/attachment.js';
import { attachmentSides, mayDelete } from './attachment.policy.js';

const HOST_ROLES: readonly Role[] = ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER', 'AUDITOR'];

/** Somebody with this role in the conference or its body. */
function withRole(role: Role, more: Partial<UserActor> = {}): UserActor {
  const isHost = HOST_ROLES.includes(role);
  const grant = { role, conferenceId: 'conference', bodyId: isHost ? 'host' : 'body' } as GrantFact;
  return {
    kind: 'user',
    userId: role,
    grants: [grant],
    canWrite: true,
    via: 'session',
    credentialId: 'session',
    ...more,
  };
}

const sides = (role: Role, stage: SubjectStage, more: Partial<UserActor> = {}) =>
  attachmentSides(withRole(role, more), { conferenceId: 'conference', bodyId: 'body', stage });

describe('Who adds files', () => {
  it('is of the body its coordinators and nominators, while the subject is with it', () => {
    expect(sides('PARTNER_COORDINATOR', 'WITH_BODY')).toEqual(['BODY']);
    expect(sides('PARTNER_NOMINATOR', 'WITH_BODY')).toEqual(['BODY']);
    expect(sides('PARTNER_VIEWER', 'WITH_BODY')).toEqual([]);
  });

  it('is of the body its coordinators alone afterwards, and nobody once it is over', () => {
    expect(sides('PARTNER_COORDINATOR', 'WITH_HOST')).toEqual(['BODY']);
    expect(sides('PARTNER_NOMINATOR', 'WITH_HOST')).toEqual([]);
    expect(sides('PARTNER_COORDINATOR', 'ENDED')).toEqual([]);
  });

  it.each(['WITH_BODY', 'WITH_HOST', 'ENDED'] as const)('is of the host its staff, %s', (stage) => {
    for (const role of ['HOST_ADMINISTRATOR', 'HOST_OFFICER', 'HOST_APPROVER'] as const)
      expect(sides(role, stage)).toEqual(['HOST']);
    expect(sides('AUDITOR', stage)).toEqual([]);
  });

  it('is nobody who only reads, and nobody of another conference or body', () => {
    expect(sides('PARTNER_COORDINATOR', 'WITH_BODY', { canWrite: false })).toEqual([]);
    const elsewhere = { conferenceId: 'other', bodyId: 'other', stage: 'WITH_BODY' } as const;
    expect(attachmentSides(withRole('HOST_OFFICER'), elsewhere)).toEqual([]);
    expect(attachmentSides(withRole('PARTNER_COORDINATOR'), elsewhere)).toEqual([]);
  });
});

describe('Who deletes files', () => {
  const ofBody = { conferenceId: 'conference', bodyId: 'body', addedById: 'somebody', isShown: false };
  const ofHost = { conferenceId: 'conference', bodyId: null, addedById: 'HOST_OFFICER', isShown: true };

  it('is of the body whoever drafts for it, as long as the host was not shown them', () => {
    expect(mayDelete(withRole('PARTNER_NOMINATOR'), ofBody)).toBe(true);
    expect(mayDelete(withRole('PARTNER_COORDINATOR'), { ...ofBody, isShown: true })).toBe(false);
    expect(mayDelete(withRole('PARTNER_VIEWER'), ofBody)).toBe(false);
    expect(mayDelete(withRole('HOST_OFFICER'), ofBody)).toBe(false);
  });

  it('is of the host whoever added them', () => {
    expect(mayDelete(withRole('HOST_OFFICER'), ofHost)).toBe(true);
    expect(mayDelete(withRole('HOST_APPROVER'), ofHost)).toBe(false);
    expect(mayDelete(withRole('HOST_OFFICER', { canWrite: false }), ofHost)).toBe(false);
    expect(mayDelete(withRole('PARTNER_COORDINATOR'), ofHost)).toBe(false);
  });
});
