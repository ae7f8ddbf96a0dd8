import { describe, expect, it } from '@jest/globals';
import { SessionCookie } from './session-cookie.js';

describe('the session cookie', () => {
  it('over https belongs to this host alone', () => {
    const cookie = new SessionCookie('https://conference.example');
    expect(cookie.write('abc_-9', 3600)).toBe(
      '__Host-plenary=abc_-9; Max-Age=3600; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
    expect(cookie.clear()).toBe('__Host-plenary=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure');
  });

  it('over http has a plain name', () => {
    expect(new SessionCookie('http://localhost:3000').write('abc', 60)).toBe(
      'plenary=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Strict',
    );
  });

  it('is found among others, by its whole name', () => {
    const cookie = new SessionCookie('https://conference.example');
    expect(cookie.read('plenary=no; x__Host-plenary=no; __Host-plenary=yes; a=b')).toBe('yes');
    expect([cookie.read(undefined), cookie.read(''), cookie.read('a=b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes no value that would end it early', () => {
    expect(() => new SessionCookie('https://x.example').write('a; Domain=evil', 1)).toThrow(
      'cannot be a cookie',
    );
  });
});
