import { describe, expect, it } from 'vitest';
import { grant } from '../../testing/samples';
import { bodiesToNominateFor, navigationFor, startPageFor } from './roles';

describe('navigationFor', () => {
  it.each([
    ['PARTNER_COORDINATOR', ['nominations', 'messages', 'audit', 'account']],
    ['PARTNER_NOMINATOR', ['nominations', 'messages', 'account']],
    ['PARTNER_VIEWER', ['nominations', 'messages', 'account']],
    ['HOST_OFFICER', ['inbox', 'nominations', 'release', 'messages', 'audit', 'account']],
    ['HOST_APPROVER', ['inbox', 'nominations', 'release', 'messages', 'audit', 'account']],
    ['AUDITOR', ['inbox', 'nominations', 'release', 'messages', 'audit', 'account']],
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
