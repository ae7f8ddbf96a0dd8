import { describe, expect, it } from '@jest/globals';
import { newId, type Role, ROLE_TABLE, ROLES, type UserActor } from '#libs/kernel';
import { mayManage, staffInSight } from './staff.policy.js';

const [conferenceId, otherConference, icc, chathamHouse] = [newId(), newId(), newId(), newId()];

const actor = (role: Role, bodyId: string | null = null): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: [{ role, conferenceId, bodyId: ROLE_TABLE[role].of === 'partner' ? (bodyId ?? icc) : bodyId }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});
const grantOf = (role: Role, bodyId: string | null) => ({ role, bodyId, conferenceId });

describe('giving and taking roles', () => {
  it.each(ROLES)('is an administrator’s in the own conference: %s', (role) => {
    expect(mayManage(actor('HOST_ADMINISTRATOR'), grantOf(role, icc))).toBe(true);
    expect(
      mayManage(actor('HOST_ADMINISTRATOR'), { ...grantOf(role, icc), conferenceId: otherConference }),
    ).toBe(false);
  });

  it.each(ROLES)('is a coordinator’s for roles of a partner in the own body alone: %s', (role) => {
    const coordinator = actor('PARTNER_COORDINATOR', icc);
    expect(mayManage(coordinator, grantOf(role, icc))).toBe(role.startsWith('PARTNER'));
    expect(mayManage(coordinator, grantOf(role, chathamHouse))).toBe(false);
    expect(mayManage(coordinator, grantOf(role, null))).toBe(false);
  });

  it.each(ROLES.filter((role) => role !== 'HOST_ADMINISTRATOR' && role !== 'PARTNER_COORDINATOR'))(
    'is not for %s',
    (role) => {
      for (const given of ROLES) expect(mayManage(actor(role, icc), grantOf(given, icc))).toBe(false);
    },
  );
});

describe('the staff in sight', () => {
  it.each(ROLES)('of %s', (role) => {
    const isWhole = role === 'HOST_ADMINISTRATOR' || role === 'AUDITOR';
    const bodyIds = role === 'PARTNER_COORDINATOR' ? [icc] : [];
    expect(staffInSight(actor(role), conferenceId)).toEqual({ isWhole, bodyIds });
    expect(staffInSight(actor(role), otherConference)).toEqual({ isWhole: false, bodyIds: [] });
  });
});
