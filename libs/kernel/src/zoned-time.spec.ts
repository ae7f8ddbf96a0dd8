import { describe, expect, it } from '@jest/globals';
import { aheadOfUtc, momentsAt } from './zoned-time.js';

const at = (local: string, zone: string): string[] => momentsAt(local, zone).map((one) => one.toISOString());

describe('the moments at which clocks show a time', () => {
  it('are one as a rule, two where clocks go back, none where they skip', () => {
    expect(at('2027-11-01T12:00', 'Europe/London')).toEqual(['2027-11-01T12:00:00.000Z']);
    expect(at('2027-07-01T12:00', 'Europe/London')).toEqual(['2027-07-01T11:00:00.000Z']);
    expect(at('2027-10-31T01:30', 'Europe/London')).toEqual([
      '2027-10-31T00:30:00.000Z',
      '2027-10-31T01:30:00.000Z',
    ]);
    expect(at('2027-03-28T01:30', 'Europe/London')).toEqual([]);
    expect(at('2027-10-31T02:00', 'Europe/London')).toEqual(['2027-10-31T02:00:00.000Z']);
    expect(at('2027-10-31T00:59', 'Europe/London')).toEqual(['2027-10-30T23:59:00.000Z']);
  });

  it('are right in zones of half and quarter hours, and where a whole day was skipped', () => {
    expect(at('2027-11-01T17:45', 'Asia/Kathmandu')).toEqual(['2027-11-01T12:00:00.000Z']);
    expect(at('2027-04-04T01:45', 'Australia/Lord_Howe')).toHaveLength(2);
    expect(at('2011-12-30T12:00', 'Pacific/Apia')).toEqual([]);
  });

  it('are refused for what is no time', () => {
    for (const wrong of ['2027-02-30T12:00', '2027-11-01T24:00', '2027-11-01', 'soon', ''])
      expect(() => momentsAt(wrong, 'Europe/London')).toThrow('YYYY-MM-DDTHH:MM');
  });

  it('follow from how far the clocks are ahead', () => {
    expect(aheadOfUtc('Asia/Tokyo', Date.UTC(2027, 0, 1))).toBe(9 * 3_600_000);
    expect(aheadOfUtc('America/New_York', Date.UTC(2027, 0, 1))).toBe(-5 * 3_600_000);
  });
});
