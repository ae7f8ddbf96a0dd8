import { describe, expect, it } from '@jest/globals';
import { nameKeys } from './name-keys.js';

const haveCodeInCommon = (one: string, other: string): boolean =>
  nameKeys(one).codes.some((code) => nameKeys(other).codes.includes(code));

describe('what a name is looked up by', () => {
  it('is the same whatever the order of its words and the title before it', () => {
    expect(nameKeys('Dr. Ada Lovesample')).toEqual(nameKeys('Lovesample, Ada'));
    expect(nameKeys('Dr. Ada Lovesample').key).toBe('ada lovesample');
  });

  it.each([
    ['Bob Li', 'Robert Li'],
    ['فرناندو بيريزا', 'Fernando Beireza'],
    ['محمد المثالي', 'Mohammed al-Mithali'],
    ['Kim Yesi', '김예시'],
    ['Sergei Primerov', 'Сергей Викторович Примеров'],
  ])('has a code in common for %s and %s', (one, other) => expect(haveCodeInCommon(one, other)).toBe(true));

  it('has none for two people of one family', () =>
    expect(haveCodeInCommon('Ana Muster', 'Boris Muster')).toBe(false));
});
