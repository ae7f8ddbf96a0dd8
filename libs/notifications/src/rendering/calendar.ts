import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type MessageCalendar, type Occasion } from '../domain/message-calendar.js';
import { isolatedText, typed } from '../domain/shown.js';

export interface CalendarEntry extends Occasion {
  /** The invitation: the entry keeps its identity from the invitation to the confirmation. */
  readonly invitationId: string;
  /** Raised with each new state of the same entry. */
  readonly sequence: number;
  readonly state: MessageCalendar['state'];
  readonly stampedAt: Date;
  /** Domain of the sender. */
  readonly domain: string;
  /** A page for invitees. */
  readonly url: string;
}

/** Stands for what differs from invitation to invitation, so that the rest is written once per conference. */
const ANY_ID = '00000000-0000-0000-0000-000000000000';
const ANY_STAMP = new Date(0);
const MOST_KEPT = 200;
const kept = new Map<string, string>();

/**
 * A calendar file with the days of the conference (RFC 5545, METHOD:PUBLISH: nobody waits for the calendar's reply, the
 * answer is given by the link), or the end of them (METHOD:CANCEL, the same UID). Whole days carry no time of day; the
 * calendar names the venue's time zone.
 */
export function calendarFile(entry: CalendarEntry): string {
  const { invitationId, stampedAt, ...common } = entry;
  const key = JSON.stringify(common);
  let text = kept.get(key);
  if (text === undefined) {
    text = write(entry);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, text);
  }
  return text.replaceAll(ANY_ID, invitationId).replaceAll(stamp(ANY_STAMP), stamp(stampedAt));
}

function write(entry: CalendarEntry): string {
  const calendar = ical({
    prodId: { company: 'Plenary', product: 'Plenary', language: 'EN' },
    method: entry.state === 'CANCELLED' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `invitation-${ANY_ID}@${entry.domain}`,
    sequence: entry.sequence,
    status: ICalEventStatus[entry.state],
    stamp: ANY_STAMP,
    start: new Date(`${entry.startsOn}T00:00:00Z`),
    // The end of a whole-day event is the first day after it.
    end: new Date(Date.parse(`${entry.endsOn}T00:00:00Z`) + 86_400_000),
    allDay: true,
    summary: isolatedText(typed(entry.conferenceName)),
    location: isolatedText(typed(`${entry.venue}, ${entry.city}`)),
    url: entry.url,
  });
  // Properties of the calendar stand before its parts; this one is only a name for programs that show one: days need no
  // definition of the zone. Every line ends with CRLF, the last one too.
  const zone = `X-WR-TIMEZONE:${entry.timeZone}`;
  return `${calendar
    .toString()
    .trimEnd()
    .replace('BEGIN:VEVENT', () => `${zone}\r\nBEGIN:VEVENT`)}\r\n`;
}

/** As RFC 5545 writes a moment in UTC: 20111101T090000Z. */
const stamp = (moment: Date): string => `${moment.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
