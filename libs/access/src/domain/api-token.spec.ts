import { describe, expect, it } from '@jest/globals';
import { API_TOKEN_SCOPES, newApiTokenInput, partsOfScope, scopeOfParts } from './api-token.js';

describe('a wish for an API token', () => {
  it('has no end where none is given', () => {
    expect(newApiTokenInput.parse({ name: ' Reports ', scope: 'READ' })).toEqual({
      name: 'Reports',
      scope: 'READ',
      expiresAt: null,
    });
  });

  it.each([
    [{ name: '', scope: 'READ' }, 'name'],
    [{ name: 'a'.repeat(101), scope: 'READ' }, 'name'],
    [{ name: 'Reports' }, 'scope'],
    [{ name: 'Reports', scope: 'WRITE' }, 'scope'],
  ])('is refused for %j', (input, field) => {
    expect(newApiTokenInput.safeParse(input).error?.issues[0]?.path[0]).toBe(field);
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
