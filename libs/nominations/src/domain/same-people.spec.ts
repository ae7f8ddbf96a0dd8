import { describe, expect, it } from '@jest/globals';
import { invitedTwice } from './same-people.js';

const pair = (firstId: string, secondId: string) => ({ firstId, secondId });
const twice = (...[pairs, invited, inviting]: Parameters<typeof invitedTwice>): object =>
  Object.fromEntries(invitedTwice(pairs, invited, inviting));

describe('of two nominations of one person', () => {
  it('the first in line invites, and the second does not', () => {
    expect(twice([pair('a', 'b')], [], ['a', 'b'])).toEqual({ b: 'a' });
    expect(twice([pair('a', 'b')], [], ['b', 'a'])).toEqual({ a: 'b' });
  });

  it('neither invites once the person is invited by the other', () => {
    expect(twice([pair('a', 'b')], ['b'], ['a'])).toEqual({ a: 'b' });
  });

  it('one alone invites, and so does whoever is nobody else', () => {
    expect(twice([pair('a', 'b')], [], ['b', 'c'])).toEqual({});
    expect(twice([], ['x'], ['a', 'b'])).toEqual({});
  });

  it('a third one is of the same person through the second, whichever way the pairs were judged', () => {
    expect(twice([pair('a', 'b'), pair('b', 'c')], [], ['a', 'c'])).toEqual({ c: 'a' });
    expect(twice([pair('c', 'd'), pair('a', 'b'), pair('b', 'd')], ['c'], ['a', 'e'])).toEqual({ a: 'c' });
  });

  it('one that is invited is not its own second', () => {
    expect(twice([pair('a', 'b')], ['a'], ['a'])).toEqual({});
  });
});
