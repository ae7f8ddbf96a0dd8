import { describe, expect, it } from 'vitest';
import { grant } from '../../testing/samples';
import { bodiesToNominateFor, navigationFor, rolesToGive, startPageFor } from './roles';

describe('navigationFor', () => {
  it.each([
    ['PARTNER_COORDINATOR', ['nominations', 'messages', 'staff', 'audit', 'account']],
    ['PARTNER_NOMINATOR', ['nominations', 'messages', 'account']],
    ['PARTNER_VIEWER', ['nominations', 'messages', 'account']],
    ['HOST_OFFICER', ['inbox', 'nominations', 'release', 'messages', 'audit', 'account']],
    ['HOST_APPROVER', ['inbox', 'nominations', 'release', 'messages', 'audit', 'account']],
    ['AUDITOR', ['inbox', 'nominations', 'release', 'messages', 'staff', 'audit', 'account']],
    ['HOST_ADMINISTRATOR', ['nominations', 'messages', 'audit', 'administration', 'account']],
  ] as const)('offers %s their pages and no others', (role, pages) => {
    expect(navigationFor([grant(role)])).toEqual(pages);
  });

  it('leaves a person without grants their account', () => {
    expect(navigationFor([])).toEqual(['account']);
  });
});

describe('startPageFor', () => {
  it.each([
    ['PARTNER_VIEWER', '/nominations'],
    ['HOST_OFFICER', '/inbox'],
    ['HOST_ADMINISTRATOR', '/administration'],
    ['AUDITOR', '/audit'],
  ] as const)('lets %s begin where their work is', (role, page) => {
    expect(startPageFor([grant(role)])).toBe(page);
  });
});

describe('bodiesToNominateFor', () => {
  it('names a body once, and only where the person may write', () => {
    const grants = [grant('PARTNER_COORDINATOR'), grant('PARTNER_NOMINATOR'), grant('HOST_OFFICER')];
    expect(bodiesToNominateFor(grants).map(({ code }) => code)).toEqual(['ICC']);
    expect(bodiesToNominateFor([grant('PARTNER_VIEWER')])).toEqual([]);
  });
});

describe('rolesToGive', () => {
  it.each([
    ['HOST_ADMINISTRATOR', 7],
    ['PARTNER_COORDINATOR', 3],
    ['PARTNER_NOMINATOR', 0],
    ['HOST_APPROVER', 0],
    ['AUDITOR', 0],
  ] as const)('counts for %s: %i', (role, count) => {
    expect(rolesToGive([grant(role)], 'conference')).toHaveLength(count);
    expect(rolesToGive([grant(role)], 'another conference')).toEqual([]);
  });
});
