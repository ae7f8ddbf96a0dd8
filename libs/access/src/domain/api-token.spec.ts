import { describe, expect, it } from '@jest/globals';
import { newId, ROLE_TABLE } from '#libs/kernel';
import {
  API_TOKEN_SCOPES,
  endOf,
  newApiTokenInput,
  partsOfScope,
  scopeOfParts,
  SYSTEM_ROLES,
} from './api-token.js';

describe('a wish for an API token', () => {
  it('has no end where none is given', () => {
    expect(newApiTokenInput.parse({ name: ' Reports ', scope: 'READ' })).toEqual({
      name: 'Reports',
      scope: 'READ',
      bodyId: null,
      role: null,
      expiresAt: null,
    });
  });

  it.each([
    [{ name: '', scope: 'READ' }, 'name'],
    [{ name: 'a'.repeat(101), scope: 'READ' }, 'name'],
    [{ name: 'Reports' }, 'scope'],
    [{ name: 'Reports', scope: 'WRITE' }, 'scope'],
    [{ name: 'Reports', scope: 'READ', bodyId: newId() }, 'role'],
    [{ name: 'Reports', scope: 'READ', role: 'PARTNER_VIEWER' }, 'role'],
    [{ name: 'Reports', scope: 'READ', bodyId: newId(), role: 'HOST_APPROVER' }, 'role'],
    [{ name: 'Reports', scope: 'READ', bodyId: 'ICC', role: 'PARTNER_VIEWER' }, 'bodyId'],
  ])('is refused for %j', (input, field) => {
    expect(newApiTokenInput.safeParse(input).error?.issues[0]?.path[0]).toBe(field);
  });
});

describe('the role of a system', () => {
  it('is a partner’s, and answers for nothing that a coordinator answers for', () => {
    expect(SYSTEM_ROLES.map((role) => ROLE_TABLE[role].of)).toEqual(['partner', 'partner']);
    expect(SYSTEM_ROLES.flatMap((role) => [...ROLE_TABLE[role].duties])).toEqual(['drafts']);
  });
});

describe('the end of a token', () => {
  const now = new Date('2011-05-03T09:00:00Z');
  const [bodyId, day] = [newId(), 86_400_000];
  const inDays = (days: number) => new Date(now.getTime() + days * day);

  it('is never a person’s unless they say so, and always a body’s', () => {
    expect(endOf({ expiresAt: null, bodyId: null }, now)).toEqual({ at: null });
    expect(endOf({ expiresAt: null, bodyId }, now)).toEqual({ at: inDays(90) });
    expect(endOf({ expiresAt: inDays(366), bodyId }, now)).toEqual({ at: inDays(366) });
    expect(endOf({ expiresAt: inDays(5_000), bodyId: null }, now)).toEqual({ at: inDays(5_000) });
  });

  it.each([
    [{ expiresAt: now, bodyId: null }, 'Choose a time in the future.'],
    [{ expiresAt: now, bodyId }, 'Choose a time in the future.'],
    [
      { expiresAt: new Date(inDays(366).getTime() + 1), bodyId },
      'A body’s token works for a year at most. Choose an earlier time.',
    ],
  ])('is refused for %j', (wish, problem) => {
    expect(endOf(wish, now)).toEqual({ problem });
  });
});

describe('the scope of a token', () => {
  it('comes back from the database as it went there', () => {
    expect(API_TOKEN_SCOPES.map((scope) => scopeOfParts(partsOfScope(scope)))).toEqual(API_TOKEN_SCOPES);
  });

  it('writes only where it says so, and whatever an older release wrote reads', () => {
    expect(API_TOKEN_SCOPES.filter((scope) => partsOfScope(scope).includes('WRITE'))).toEqual([
      'READ_AND_WRITE',
    ]);
    expect([scopeOfParts(['READ']), scopeOfParts(['WRITE']), scopeOfParts(['READ', 'WRITE'])]).toEqual([
      'READ',
      'READ_AND_WRITE',
      'READ_AND_WRITE',
    ]);
  });
});
