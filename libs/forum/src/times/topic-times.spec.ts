import { describe, expect, it } from '@jest/globals';
import { momentWords, phaseOf, typedTime } from './topic-times.js';

const LONDON = 'Europe/London';

describe('a time that an editor types', () => {
  it('is asked about where it exists twice, and stays as it was chosen (case F4)', () => {
    const typed = typedTime('2027-10-31T01:30', LONDON);
    expect(typed).toEqual({
      kind: 'TWICE',
      choices: [
        { at: new Date('2027-10-31T00:30:00Z'), name: 'BST' },
        { at: new Date('2027-10-31T01:30:00Z'), name: 'GMT' },
      ],
    });
    for (const kept of [new Date('2027-10-31T00:30:00Z'), new Date('2027-10-31T01:30:00Z')])
      expect(typedTime('2027-10-31T01:30', LONDON, kept)).toEqual({ kind: 'MOMENT', at: kept });
    // Another time was typed: what was chosen for the first holds no more.
    expect(typedTime('2027-10-31T01:15', LONDON, new Date('2027-10-31T00:30:00Z'))).toMatchObject({
      kind: 'TWICE',
    });
  });

  it('is refused where clocks skip it, and is a moment anywhere else (case F4)', () => {
    expect(typedTime('2027-03-28T01:30', LONDON)).toEqual({ kind: 'NEVER' });
    expect(typedTime('2027-11-01T12:00', LONDON)).toEqual({
      kind: 'MOMENT',
      at: new Date('2027-11-01T12:00:00Z'),
    });
  });

  it('is read with the reader’s own time beside it, where that is another (case F4)', () => {
    const opens = new Date('2027-11-01T12:00:00Z');
    // Whether a comma follows the day of the week differs from one release of Node to the next.
    const there = expect.stringMatching(/^Monday,? 1 November 2027, 12:00$/) as unknown as string;
    expect(momentWords(opens, LONDON, 'en-GB', 'Asia/Tokyo')).toEqual({ there, forReader: '21:00' });
    expect(momentWords(opens, LONDON, 'en-GB', 'Asia/Kathmandu')).toEqual({ there, forReader: '17:45' });
    expect(momentWords(opens, LONDON, 'en-GB', 'Europe/Lisbon')).toEqual({ there, forReader: null });
    expect(momentWords(opens, LONDON, 'en-GB')).toEqual({ there, forReader: null });
    expect(momentWords(opens, LONDON, 'en-GB', 'Pacific/Tongatapu').forReader).toMatch(
      /^Tuesday,? 2 November 2027, 01:00$/,
    );
  });
});

describe('a topic', () => {
  it('closes at a moment, not when a job runs (case F3)', () => {
    const closing = typedTime('2027-10-29T18:00', LONDON);
    expect(closing).toEqual({ kind: 'MOMENT', at: new Date('2027-10-29T17:00:00Z') });
    const topic = {
      opensAt: new Date('2027-10-01T08:00:00Z'),
      closesAt: new Date('2027-10-29T17:00:00Z'),
      reportedAt: null,
    };
    const at = (time: string) => phaseOf(topic, new Date(time));
    expect(at('2027-10-01T07:59:59.999Z')).toBe('BEFORE');
    expect(at('2027-10-01T08:00:00.000Z')).toBe('OPEN');
    expect(at('2027-10-29T16:59:59.900Z')).toBe('OPEN');
    expect(at('2027-10-29T17:00:00.000Z')).toBe('CLOSED');
    const reported = { ...topic, reportedAt: new Date('2027-11-05T10:00:00Z') };
    expect(phaseOf(reported, new Date('2027-11-05T09:59:59Z'))).toBe('CLOSED');
    expect(phaseOf(reported, new Date('2027-11-05T10:00:00Z'))).toBe('REPORTED');
  });
});
