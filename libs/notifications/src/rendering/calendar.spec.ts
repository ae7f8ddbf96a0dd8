import { describe, expect, it } from '@jest/globals';
import { type CalendarEntry, calendarFile } from './calendar.js';

const entry: CalendarEntry = {
  conferenceName: 'London Conference; on, Cyberspace',
  venue: 'Queen Elizabeth II Conference Centre',
  city: 'London',
  startsOn: '2011-11-01',
  endsOn: '2011-11-02',
  timeZone: 'Europe/London',
  invitationId: '0199a0b0-0000-7000-8000-000000000001',
  sequence: 0,
  isConfirmed: false,
  stampedAt: new Date('2011-09-01T10:20:30Z'),
  domain: 'conference.example',
  url: 'https://conference.example',
};

describe('the calendar file', () => {
  it('has whole days, the end after the last one, and the identity of the invitation', () => {
    const lines = calendarFile(entry).split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'X-WR-TIMEZONE:Europe/London',
        'UID:invitation-0199a0b0-0000-7000-8000-000000000001@conference.example',
        'DTSTAMP:20110901T102030Z',
        'DTSTART;VALUE=DATE:20111101',
        'DTEND;VALUE=DATE:20111103',
        'STATUS:TENTATIVE',
        'SEQUENCE:0',
        'SUMMARY:London Conference\\; on\\, Cyberspace',
      ]),
    );
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  });

  it('gives each invitation its own, and the confirmation the same with a higher sequence', () => {
    const other = calendarFile({ ...entry, invitationId: '0199a0b0-0000-7000-8000-000000000002' });
    expect(other).toContain('UID:invitation-0199a0b0-0000-7000-8000-000000000002@');
    expect(other).not.toContain('000000000001@');
    const confirmed = calendarFile({ ...entry, sequence: 1, isConfirmed: true });
    expect(confirmed).toContain('UID:invitation-0199a0b0-0000-7000-8000-000000000001@');
    expect(confirmed).toContain('SEQUENCE:1\r\n');
    expect(confirmed).toContain('STATUS:CONFIRMED\r\n');
  });

  it('has lines of 75 octets at most and no line that anybody typed', () => {
    const text = calendarFile({
      ...entry,
      conferenceName: `${'Ünïcödé '.repeat(30)}\r\nEND:VEVENT\r\nATTACH:https://evil.example`,
    });
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = text.replace(/\r\n[ \t]/g, '').split('\r\n');
    expect(unfolded.filter((line) => /^(ATTACH|END:VEVENT)/.test(line))).toEqual(['END:VEVENT']);
  });
});
