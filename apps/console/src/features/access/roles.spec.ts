import { describe, expect, it } from 'vitest';
import { grant } from '../../testing/samples';
import { bodiesToNominateFor, rolesToGive } from './roles';

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
