import { describe, expect, it } from '@jest/globals';
import { newId, ROLES } from '#libs/kernel';
import { grantRoleInput, OPPOSITE_ROLES, SCOPE_OF_ROLE } from './staff.js';

describe('roles', () => {
  it('are held where the design says', () => {
    const held = (scope: string) => ROLES.filter((role) => SCOPE_OF_ROLE[role] === scope);
    expect(held('CONFERENCE')).toEqual(['HOST_ADMINISTRATOR', 'AUDITOR']);
    expect(held('HOST')).toEqual(['HOST_OFFICER', 'HOST_APPROVER']);
    expect(held('PARTNER')).toEqual(['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER']);
  });

  it('exclude each other from either side', () => {
    for (const role of ROLES)
      for (const other of OPPOSITE_ROLES[role]) expect(OPPOSITE_ROLES[other]).toContain(role);
  });

  it("of a partner exclude those of the host's officers and approvers, who administer nothing that they approve", () => {
    expect(OPPOSITE_ROLES.PARTNER_VIEWER).toEqual(['HOST_OFFICER', 'HOST_APPROVER']);
    expect(OPPOSITE_ROLES.HOST_ADMINISTRATOR).toEqual(['HOST_APPROVER']);
    expect(OPPOSITE_ROLES.AUDITOR).toEqual([]);
  });
});

describe('a wish to give a role', () => {
  const wish = { conferenceId: newId(), role: 'AUDITOR', name: 'Gwen Granted', email: 'gwen@example.org' };

  it('needs neither a body nor a language', () => {
    expect(grantRoleInput.parse(wish)).toMatchObject({ ...wish, bodyId: null });
  });

  it.each([
    [{ conferenceId: 'x' }, 'conferenceId'],
    [{ bodyId: 'x' }, 'bodyId'],
    [{ role: 'KING' }, 'role'],
    [{ name: ' ' }, 'name'],
    [{ email: 'nowhere' }, 'email'],
    [{ language: 'the king’s' }, 'language'],
  ])('is refused with %j', (change, field) => {
    expect(grantRoleInput.safeParse({ ...wish, ...change }).error?.issues[0]?.path[0]).toBe(field);
  });
});
