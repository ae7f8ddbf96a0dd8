import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashInvitationToken, invitationPath, invitationToken } from './invitation-token.js';

describe('the token of an invitation', () => {
  it('follows from the secret, the invitation and the version of its link, and from nothing less', () => {
    const token = invitationToken('secret', 'i1', 1);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(invitationToken('secret', 'i1', 1)).toBe(token);
    const others = [
      invitationToken('other', 'i1', 1),
      invitationToken('secret', 'i2', 1),
      invitationToken('secret', 'i1', 2),
      invitationToken('secret', 'i1:1', 1),
    ];
    expect(others).not.toContain(token);
    expect(new Set(others).size).toBe(4);
  });

  it('is stored as its SHA-256', () => {
    expect(hashInvitationToken('abc')).toBe(createHash('sha256').update('abc').digest('hex'));
  });

  it('stands behind the sign that browsers keep to themselves', () => {
    expect(invitationPath('abc')).toBe('/invitation#abc');
  });
});
