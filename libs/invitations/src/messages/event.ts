import { z } from 'zod';
import { dayRange, type MailLanguage, type MessageCalendar, typed, type Values } from '#libs/notifications';

/** Dates of the conference: 2011-11-01, both included. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const occasionParams = {
  venue: z.string(),
  city: z.string(),
  startsOn: day,
  endsOn: day,
  /** IANA name. */
  timeZone: z.string(),
};
export const eventParams = { conferenceName: z.string(), ...occasionParams };
type Event = MessageCalendar['occasion'];

export const shownEvent = (event: Event, language: MailLanguage): Values => ({
  conference: typed(event.conferenceName),
  dates: dayRange(language, event.startsOn, event.endsOn),
  place: [typed(event.venue), ', ', typed(event.city)],
});

/** What the person's calendar makes of it. */
export const calendarOf = (
  state: MessageCalendar['state'],
  { conferenceName, venue, city, startsOn, endsOn, timeZone }: Event,
): MessageCalendar => ({ state, occasion: { conferenceName, venue, city, startsOn, endsOn, timeZone } });
