import { withFirstOfMonth } from '#libs/kernel';
import { type Language } from '../domain/mail-language.js';

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

const MOST_KEPT = 1_000;
const kept = new Map<string, string>();

/** The same for all of a thousand invitations, and dearer than all the rest of one. */
function remembered(key: string, write: () => string): string {
  let text = kept.get(key);
  if (text === undefined) {
    text = plainSpaces(write());
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, text);
  }
  return text;
}

/** `1 – 2 November 2011` with weekdays, or one day where both are the same. Both as 2011-11-01, both included. */
export function dayRange(language: Language, first: string, last: string): string {
  const days = format(language, 'UTC', 'day');
  return remembered(`${language} ${first} ${last}`, () =>
    withFirstOfMonth(
      language,
      first === last ? days.format(noon(first)) : days.formatRange(noon(first), noon(last)),
    ),
  );
}

/** A moment as people at the conference's place read it, its time zone named. */
export function moment(language: Language, iso: string, timeZone: string): string {
  return remembered(`${language} ${iso} ${timeZone}`, () =>
    withFirstOfMonth(language, nameOfZero(format(language, timeZone, 'moment').format(new Date(iso)))),
  );
}

/** London's winter is "UTC+0" in French by Intl: nobody says the nought. */
const nameOfZero = (text: string): string => text.replace(/UTC[+-]0$/, 'UTC');

/** Intl's thin and narrow spaces differ from one release of Node to the next, and some mail programs show boxes for them. */
const plainSpaces = (text: string): string => text.replace(/[\u2009\u202f]/g, ' ');
