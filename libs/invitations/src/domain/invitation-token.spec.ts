import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashInvitationToken, invitationPath, invitationToken, tokenAsTyped } from './invitation-token.js';

describe('the token of an invitation', () => {
  it('follows from the secret, the invitation and the version of its link, and from nothing less', () => {
    const token = invitationToken('secret', 'i1', 2);
    expect(token).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(invitationToken('secret', 'i1')).toBe(token);
    const others = [
      invitationToken('other', 'i1', 2),
      invitationToken('secret', 'i2', 2),
      invitationToken('secret', 'i1', 3),
      invitationToken('secret', 'i1:1', 2),
    ];
    expect(others).not.toContain(token);
    expect(new Set(others).size).toBe(4);
  });

  it('stays as it was in links that were sent before it could be typed', () => {
    expect(invitationToken('secret', 'i1', 1)).toBe('NWAJfNhortyt4zV_fpMw09ysQFlM7Kuwo9DOM5Zh3b4');
  });

  it.each([
    ['ABCDE-01234-FGHJK-56789', 'as the mail has it'],
    ['abcde 01234 fghjk 56789', 'in small letters, with spaces'],
    ['  ABCDEO1234FGHJK56789\n', 'with an O, without dashes'],
    ['abcdeol234fghjk56789', 'with an O and an L'],
    ['ABCDE–0I234–FGHJK–56789', 'with other dashes and an I'],
    ['https://conference.example/invitation#ABCDE-01234-FGHJK-56789', 'as the address of the link'],
    ['#ABCDE-01234-FGHJK-56789', 'with the mark before it'],
  ])('is read from %j: %s', (typed) => {
    expect(tokenAsTyped(typed)).toBe('ABCDE-01234-FGHJK-56789');
  });

  it('is left as it is where it is no such code', () => {
    const older = invitationToken('secret', 'i1', 1);
    expect(tokenAsTyped(` https://conference.example/invitation#${older} `)).toBe(older);
    expect(tokenAsTyped('ABCDE-01234')).toBe('ABCDE-01234');
    expect(tokenAsTyped('')).toBe('');
  });

  it('is stored as its SHA-256', () => {
    expect(hashInvitationToken('abc')).toBe(createHash('sha256').update('abc').digest('hex'));
  });

  it('stands behind the sign that browsers keep to themselves', () => {
    expect(invitationPath('abc')).toBe('/invitation#abc');
  });
});
