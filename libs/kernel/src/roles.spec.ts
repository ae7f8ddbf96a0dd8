import { describe, expect, it } from '@jest/globals';
import { type Duty, ROLE_TABLE, ROLES, rolesExcludedBy, rolesThatRead } from './roles.js';

const rolesWithDuty = (duty: Duty) => ROLES.filter((role) => ROLE_TABLE[role].duties.includes(duty));

describe('roles', () => {
  it('are those of the glossary', () => {
    expect(ROLES).toEqual([
      'HOST_ADMINISTRATOR',
      'HOST_OFFICER',
      'HOST_APPROVER',
      'AUDITOR',
      'PARTNER_COORDINATOR',
      'PARTNER_NOMINATOR',
      'PARTNER_VIEWER',
      'FOCAL_POINT',
    ]);
  });

  it('are held where the design says', () => {
    const held = (where: string) => ROLES.filter((role) => ROLE_TABLE[role].of === where);
    expect(held('conference')).toEqual(['HOST_ADMINISTRATOR', 'AUDITOR']);
    expect(held('host')).toEqual(['HOST_OFFICER', 'HOST_APPROVER']);
    expect(held('partner')).toEqual(['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER']);
    expect(held('organisation')).toEqual(['FOCAL_POINT']);
  });

  it('read a whole conference, a partner’s body, or one organisation', () => {
    expect(rolesThatRead('conference')).toEqual([
      'HOST_ADMINISTRATOR',
      'HOST_OFFICER',
      'HOST_APPROVER',
      'AUDITOR',
    ]);
    expect(rolesThatRead('body')).toEqual(['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR', 'PARTNER_VIEWER']);
    expect(rolesThatRead('organisation')).toEqual(['FOCAL_POINT']);
  });

  it('carry the duties of their work', () => {
    expect(rolesWithDuty('drafts')).toEqual(['PARTNER_COORDINATOR', 'PARTNER_NOMINATOR']);
    expect(rolesWithDuty('coordinates')).toEqual(['PARTNER_COORDINATOR']);
    expect(rolesWithDuty('reviews')).toEqual(['HOST_OFFICER']);
    expect(rolesWithDuty('approves')).toEqual(['HOST_APPROVER']);
    expect(rolesWithDuty('administers')).toEqual(['HOST_ADMINISTRATOR']);
    expect(rolesWithDuty('answers')).toEqual(['FOCAL_POINT']);
  });

  it('exclude each other from either side', () => {
    for (const role of ROLES)
      for (const other of rolesExcludedBy(role)) expect(rolesExcludedBy(other)).toContain(role);
  });

  it("of a partner exclude those of the host's officers and approvers, who administer nothing that they approve", () => {
    expect(rolesExcludedBy('PARTNER_VIEWER')).toEqual(['HOST_OFFICER', 'HOST_APPROVER']);
    expect(rolesExcludedBy('HOST_OFFICER')).toEqual([
      'PARTNER_COORDINATOR',
      'PARTNER_NOMINATOR',
      'PARTNER_VIEWER',
    ]);
    expect(rolesExcludedBy('HOST_ADMINISTRATOR')).toEqual(['HOST_APPROVER']);
    expect(rolesExcludedBy('AUDITOR')).toEqual([]);
  });
});
