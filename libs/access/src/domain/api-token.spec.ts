import { describe, expect, it } from '@jest/globals';
import { newApiTokenInput } from './api-token.js';

describe('a wish for an API token', () => {
  it('names each scope once, in one order, and no end where none is given', () => {
    expect(newApiTokenInput.parse({ name: ' Reports ', scopes: ['WRITE', 'READ', 'WRITE'] })).toEqual({
      name: 'Reports',
      scopes: ['READ', 'WRITE'],
      expiresAt: null,
    });
  });

  it.each([
    [{ name: '', scopes: ['READ'] }, 'name'],
    [{ name: 'a'.repeat(101), scopes: ['READ'] }, 'name'],
    [{ name: 'Reports', scopes: [] }, 'scopes'],
    [{ name: 'Reports', scopes: ['ADMIN'] }, 'scopes'],
    [{ name: 'Reports', scopes: Array.from({ length: 11 }, () => 'READ') }, 'scopes'],
  ])('is refused for %j', (input, field) => {
    expect(newApiTokenInput.safeParse(input).error?.issues[0]?.path[0]).toBe(field);
  });
});
