import { describe, expect, it } from '@jest/globals';
import { queryOf } from './saved-view.js';

describe('what a view keeps of an address', () => {
  it.each([
    ['NOMINATIONS', '', ''],
    ['NOMINATIONS', '?state=DRAFT&state=RETURNED&order=NAME', 'state=DRAFT&state=RETURNED&order=NAME'],
    ['NOMINATIONS', 'search=zoë quill', 'search=zo%C3%AB+quill'],
    ['NOMINATIONS', 'search=\u0000\ud800', 'search=%00%EF%BF%BD'],
    ['NOMINATIONS', 'state=OF_A_LATER_RELEASE', 'state=OF_A_LATER_RELEASE'],
    ['INBOX', 'stage=REVIEW&due=overdue&whose=everybody', 'stage=REVIEW&due=overdue&whose=everybody'],
  ] as const)('of %s: %j is %j', (list, typed, query) => {
    expect(queryOf(list, typed)).toBe(query);
  });

  it.each([
    ['NOMINATIONS', 'stage=REVIEW'],
    ['NOMINATIONS', 'state=DRAFT&after=cursor'],
    ['INBOX', 'order=NAME'],
    ['INBOX', 'nonsense'],
  ] as const)('is nothing where %s has no such parameter: %j', (list, typed) => {
    expect(queryOf(list, typed)).toBeUndefined();
  });

  it('is nothing beyond 2,000 characters, as they are written in an address', () => {
    const search = (length: number) => `search=${'x'.repeat(length - 'search='.length)}`;
    expect(queryOf('NOMINATIONS', search(2_000))).toHaveLength(2_000);
    expect(queryOf('NOMINATIONS', search(2_001))).toBeUndefined();
    expect(queryOf('NOMINATIONS', `search=${'é'.repeat(400)}`)).toBeUndefined();
  });
});
