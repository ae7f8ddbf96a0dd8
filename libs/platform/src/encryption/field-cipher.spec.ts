import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FieldCipher, UnreadableField } from './field-cipher.js';
import { fieldKeys, readFieldKeys } from './field-keys.js';

const SECRET = 'a secret that is long enough for an installation';
const PLACE = { table: 'registration.answer', row: '0190', column: 'value' };
const TEXT = 'Łukasz Þórsson-Strauß · ياسمين · 李小明';
const keyOf = (id: string) => ({ id, key: randomBytes(32) });
const reasonOf = (open: () => unknown): unknown => {
  try {
    return open();
  } catch (error) {
    return error instanceof UnreadableField ? error.reason : error;
  }
};

describe('an encrypted field', () => {
  const cipher = new FieldCipher([keyOf('2027a')]);

  it.each(['', 'AB1234567', TEXT, 'x'.repeat(100_000)])('is read as it was written', (text) => {
    expect(cipher.open(cipher.seal(text, PLACE), PLACE)).toBe(text);
  });

  it('shows nothing of its text, and looks different each time', () => {
    const [one, other] = [cipher.seal('AB1234567', PLACE), cipher.seal('AB1234567', PLACE)];
    expect(one.toString('latin1')).not.toContain('AB1234567');
    expect(one.equals(other)).toBe(false);
  });

  it.each([
    ['row', { ...PLACE, row: '0191' }],
    ['column', { ...PLACE, column: 'note' }],
    ['table', { ...PLACE, table: 'registration.other' }],
    ['row and column whose names together are the same', { ...PLACE, row: '0190v', column: 'alue' }],
  ])('is none in another %s', (_, place) => {
    const sealed = cipher.seal(TEXT, PLACE);
    expect(reasonOf(() => cipher.open(sealed, place))).toBe('CHANGED');
  });

  it('is none when any of its bytes was changed, or some are missing', () => {
    const sealed = cipher.seal('AB', PLACE);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(['CHANGED', 'UNKNOWN_KEY']).toContain(reasonOf(() => cipher.open(changed, PLACE)));
      expect(['CHANGED', 'UNKNOWN_KEY']).toContain(
        reasonOf(() => cipher.open(sealed.subarray(0, index), PLACE)),
      );
    }
  });

  it('says of what cannot be read nothing but which key is missing', () => {
    const other = new FieldCipher([keyOf('2026z')]);
    expect(() => other.open(cipher.seal(TEXT, PLACE), PLACE)).toThrow(
      'An encrypted field asks for the key "2027a", which this process has not',
    );
  });
});

describe('keys of encrypted fields', () => {
  it('rotate: the newest writes, all are read, and what an old one wrote is known', () => {
    const [old, young] = [keyOf('2027a'), keyOf('2027b')];
    const before = new FieldCipher([old]).seal(TEXT, PLACE);
    const cipher = new FieldCipher([young, old]);
    expect(cipher.open(before, PLACE)).toBe(TEXT);
    expect(cipher.isOfNewestKey(before)).toBe(false);
    const anew = cipher.seal(cipher.open(before, PLACE), PLACE);
    expect(cipher.isOfNewestKey(anew)).toBe(true);
    expect(new FieldCipher([young]).open(anew, PLACE)).toBe(TEXT);
    expect(cipher.keyId).toBe('2027b');
  });

  it('are one from the secret of the installation where none is set, and it is read ever after', () => {
    const before = new FieldCipher(fieldKeys(SECRET)).seal(TEXT, PLACE);
    expect(new FieldCipher(fieldKeys(SECRET, [keyOf('2027a')])).open(before, PLACE)).toBe(TEXT);
    expect(reasonOf(() => new FieldCipher(fieldKeys(`${SECRET}!`)).open(before, PLACE))).toBe('CHANGED');
  });

  it('are written as ids with 32 bytes in base64, the newest first', () => {
    const [one, other] = [randomBytes(32), randomBytes(32)];
    expect(readFieldKeys(`2027b:${one.toString('base64')}, 2027a:${other.toString('base64url')}`)).toEqual([
      { id: '2027b', key: one },
      { id: '2027a', key: other },
    ]);
  });

  it.each([
    '',
    '2027a',
    `2027a:${randomBytes(31).toString('base64')}`,
    `2027a:${randomBytes(33).toString('base64')}`,
    `2027A:${randomBytes(32).toString('base64')}`,
    `secret:${randomBytes(32).toString('base64')}`,
    `a:${randomBytes(32).toString('base64')},a:${randomBytes(32).toString('base64')}`,
  ])('are no list: %s', (text) => {
    expect(readFieldKeys(text)).toBeUndefined();
  });

  it('are needed', () => {
    expect(() => new FieldCipher([])).toThrow('Encrypted fields need a key');
  });
});
