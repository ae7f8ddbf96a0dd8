import { describe, expect, it } from '@jest/globals';
import { inOrder, pairState, printsOf } from './judgement.js';

const olive = {
  id: 'a',
  nameKey: 'olive specimen',
  nameCodes: ['ALF SPSMN'],
  emailFold: 'olive@example.org',
};

describe('a pair', () => {
  it('is one, whichever of both is named first', () => {
    expect(inOrder('b', 'a')).toEqual(['a', 'b']);
    expect(inOrder('a', 'b')).toEqual(['a', 'b']);
  });

  it.each([
    [null, [], 'OPEN'],
    ['SAME', [], 'SAME'],
    ['DIFFERENT', [], 'DIFFERENT'],
    ['LATER', [], 'LATER'],
    ['DIFFERENT', ['SECOND_NAME'], 'OPEN'],
  ] as const)('that was judged %s and has changed in %j is %s', (verdict, changes, state) => {
    expect(pairState({ verdict, changes })).toBe(state);
  });
});

describe('a print', () => {
  it('is another one for another name or another address, each by itself', () => {
    const before = printsOf(olive);
    const renamed = printsOf({ ...olive, nameKey: 'oliver specimen' });
    const moved = printsOf({ ...olive, emailFold: null });
    expect([renamed.name === before.name, renamed.email === before.email]).toEqual([false, true]);
    expect([moved.name === before.name, moved.email === before.email]).toEqual([true, false]);
  });

  it('is another one where the name for the badge sounds otherwise', () => {
    const badged = printsOf({ ...olive, nameCodes: ['ALF SPSMN', 'X'] });
    expect(badged.name).not.toBe(printsOf(olive).name);
  });

  it('does not depend on the order of codes', () => {
    const codes = (nameCodes: string[]) => printsOf({ ...olive, nameCodes }).name;
    expect(codes(['a', 'b'])).toBe(codes(['b', 'a']));
  });

  it('tells nothing of two people who have the same address', () => {
    expect(printsOf({ ...olive, id: 'b' }).email).not.toBe(printsOf(olive).email);
  });
});
