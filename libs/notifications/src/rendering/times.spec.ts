import { describe, expect, it } from '@jest/globals';
import { moment } from './times.js';

describe('a moment at the conference', () => {
  it.each([
    // Summer time ends: half past one comes twice, and its name tells which.
    ['2011-10-30T00:30:00Z', 'Sunday 30 October 2011', '01:30 BST'],
    ['2011-10-30T01:30:00Z', 'Sunday 30 October 2011', '01:30 GMT'],
    // It begins: from one to two there is nothing.
    ['2012-03-25T00:59:00Z', 'Sunday 25 March 2012', '00:59 GMT'],
    ['2012-03-25T01:00:00Z', 'Sunday 25 March 2012', '02:00 BST'],
    // The day is the one at the conference, not the one in UTC.
    ['2012-06-30T23:30:00Z', 'Sunday 1 July 2012', '00:30 BST'],
  ])('%s is read as %s, %s', (iso, day, time) => {
    const text = moment('en', iso, 'Europe/London').replaceAll(',', '');
    expect(text).toContain(day);
    expect(text).toContain(time);
  });
});
