import { type Language } from '../templates/template.js';

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, timeZone: string, kind: 'day' | 'moment'): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${kind}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(LOCALE[language], {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      ...(kind === 'moment'
        ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }
        : {}),
    });
    formats.set(key, made);
  }
  return made;
}

/** Calendar days have no time zone: both ends are read and written as UTC. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `1 to 2 November 2011`, or one day where first and last are the same. Both as 2011-11-01, both included. */
export function dayRange(language: Language, first: string, last: string): string {
  const days = format(language, 'UTC', 'day');
  return first === last ? days.format(noon(first)) : days.formatRange(noon(first), noon(last));
}

/** A moment as people at the conference's place read it, its time zone named. */
export function moment(language: Language, iso: string, timeZone: string): string {
  return format(language, timeZone, 'moment').format(new Date(iso));
}
