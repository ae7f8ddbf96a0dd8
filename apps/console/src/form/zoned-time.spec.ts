import { describe, expect, it } from 'vitest';
import { fromZonedText, toZonedText } from './zoned-time';

const LONDON = 'Europe/London';

describe('times in a form', () => {
  it.each([
    ['2011-11-01T09:00', LONDON, '2011-11-01T09:00:00.000Z'],
    ['2011-07-01T09:00', LONDON, '2011-07-01T08:00:00.000Z'],
    ['2011-07-01T00:15', 'Asia/Kathmandu', '2011-06-30T18:30:00.000Z'],
    ['2011-12-31T23:59', 'America/New_York', '2012-01-01T04:59:00.000Z'],
  ])('mean the clock of the conference: %s in %s', (typed, zone, iso) => {
    expect(fromZonedText(typed, zone)).toBe(iso);
    expect(toZonedText(iso, zone)).toBe(typed);
  });

  it('keep their seconds', () => {
    expect(toZonedText('2011-08-01T22:59:59.000Z', LONDON)).toBe('2011-08-01T23:59:59');
    expect(fromZonedText('2011-08-01T23:59:59', LONDON)).toBe('2011-08-01T22:59:59.000Z');
  });

  it.each(['2011-08-01T22:59:59.000Z', '2011-08-01T22:59:59.999Z', '2011-10-30T01:30:00.000Z'])(
    'mean what was there as long as nobody changes them: %s',
    (was) => {
      expect(fromZonedText(toZonedText(was, LONDON), LONDON, was)).toBe(was);
    },
  );

  it('take the first of an hour that comes twice, and go on over one that is skipped', () => {
    expect(fromZonedText('2011-10-30T01:30', LONDON)).toBe('2011-10-30T00:30:00.000Z');
    expect(fromZonedText('2011-03-27T01:30', LONDON)).toBe('2011-03-27T01:30:00.000Z');
  });

  it.each(['', 'tomorrow', '2011-11-01', '2011-13-01T09:00'])('refuse what is no time: %s', (typed) => {
    expect(fromZonedText(typed, LONDON)).toBeUndefined();
  });
});
