import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { grantRoleInput } from './staff.js';

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
