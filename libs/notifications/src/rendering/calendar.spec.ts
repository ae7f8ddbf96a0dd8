import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
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
  state: 'TENTATIVE',
  stampedAt: new Date('2011-09-01T10:20:30Z'),
  domain: 'conference.example',
  url: 'https://conference.example/invitation',
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
    const confirmed = calendarFile({ ...entry, sequence: 2, state: 'CONFIRMED' });
    expect(confirmed).toContain('UID:invitation-0199a0b0-0000-7000-8000-000000000001@');
    expect(confirmed).toContain('SEQUENCE:2\r\n');
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

  it('cancels the same entry, as another program reads it', () => {
    const read = (text: string) => {
      const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
      return {
        method: calendar.getFirstPropertyValue('method'),
        zone: calendar.getFirstPropertyValue('x-wr-timezone'),
        status: event.component.getFirstPropertyValue('status'),
        url: event.component.getFirstPropertyValue('url'),
        uid: event.uid,
        sequence: event.sequence,
        days: [event.startDate.toString(), event.endDate.toString()],
        summary: event.summary,
      };
    };
    const confirmed = read(calendarFile({ ...entry, sequence: 2, state: 'CONFIRMED' }));
    expect(confirmed).toEqual({
      method: 'PUBLISH',
      zone: 'Europe/London',
      status: 'CONFIRMED',
      url: 'https://conference.example/invitation',
      uid: 'invitation-0199a0b0-0000-7000-8000-000000000001@conference.example',
      sequence: 2,
      days: ['2011-11-01', '2011-11-03'],
      summary: entry.conferenceName,
    });
    expect(read(calendarFile({ ...entry, sequence: 3, state: 'CANCELLED' }))).toEqual({
      ...confirmed,
      method: 'CANCEL',
      status: 'CANCELLED',
      sequence: 3,
    });
  });

  it.each(['TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const)(
    'ends each line with CRLF, the last one too, and says all of the calendar before its event: %s',
    (state) => {
      const text = calendarFile({ ...entry, state });
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const lines = text.split('\r\n');
      expect(lines.indexOf('X-WR-TIMEZONE:Europe/London')).toBe(lines.indexOf('BEGIN:VEVENT') - 1);
      expect(lines.indexOf('END:VEVENT')).toBe(lines.indexOf('END:VCALENDAR') - 1);
    },
  );
});
