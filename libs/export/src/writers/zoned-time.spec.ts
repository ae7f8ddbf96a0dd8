import { describe, expect, it } from '@jest/globals';
import { ZonedTime } from './zoned-time.js';

describe('a moment in a zone', () => {
  it.each([
    ['Europe/London', '2011-09-30T23:30:00Z', '2011-10-01T00:30:00+01:00'],
    ['Europe/London', '2011-10-30T00:59:59Z', '2011-10-30T01:59:59+01:00'],
    ['Europe/London', '2011-10-30T01:00:00Z', '2011-10-30T01:00:00+00:00'],
    ['Asia/Kathmandu', '2011-10-30T01:00:00Z', '2011-10-30T06:45:00+05:45'],
    ['America/St_Johns', '2011-01-01T00:00:00Z', '2010-12-31T20:30:00-03:30'],
  ])('in %s of %s is %s (case export-03)', (zone, moment, iso) => {
    expect(new ZonedTime(zone).iso(new Date(moment))).toBe(iso);
  });
});
