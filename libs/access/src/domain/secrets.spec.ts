import { describe, expect, it } from '@jest/globals';
import {
  API_TOKEN_PREFIX,
  hashSecret,
  isApiTokenForm,
  isSecretForm,
  keyedHash,
  newApiToken,
  newSecret,
  signInPath,
  signInToken,
} from './secrets.js';

describe('a secret', () => {
  it('is 43 characters that need no escaping, and another one each time', () => {
    const made = Array.from({ length: 100 }, newSecret);
    expect(made.every(isSecretForm)).toBe(true);
    expect(new Set(made).size).toBe(100);
  });

  it('of an API token says what it is', () => {
    const token = newApiToken();
    expect(token.startsWith(API_TOKEN_PREFIX)).toBe(true);
    expect([isApiTokenForm(token), isSecretForm(token)]).toEqual([true, false]);
  });

  it.each([
    '',
    'a'.repeat(42),
    'a'.repeat(44),
    `${'a'.repeat(42)}=`,
    `${'a'.repeat(42)}\n`,
    `${'a'.repeat(42)}é`,
  ])('is not %j', (text) => {
    expect([isSecretForm(text), isApiTokenForm(API_TOKEN_PREFIX + text)]).toEqual([false, false]);
  });

  it('is stored as its SHA-256', () => {
    // FIPS 180-4, the example of one block.
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('a hash under the key of the installation', () => {
  it('differs by installation, purpose and parts, and is the same for the same', () => {
    const one = keyedHash('secret', 'address', ['a', 'b']);
    expect(keyedHash('secret', 'address', ['a', 'b'])).toBe(one);
    const others = [
      keyedHash('other', 'address', ['a', 'b']),
      keyedHash('secret', 'client', ['a', 'b']),
      keyedHash('secret', 'address', ['a,b']),
      keyedHash('secret', 'address', ['b', 'a']),
    ];
    expect(others).not.toContain(one);
  });
});

describe('a sign-in link', () => {
  it('has a token of its own that follows from its id, behind the sign that browsers keep to themselves', () => {
    const token = signInToken('secret', 'one');
    expect(isSecretForm(token)).toBe(true);
    expect(signInToken('secret', 'one')).toBe(token);
    expect([signInToken('secret', 'two'), signInToken('other', 'one')]).not.toContain(token);
    expect(signInPath(token)).toBe(`/sign-in/link#${token}`);
  });
});
