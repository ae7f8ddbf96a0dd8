import { withFirstOfMonth } from '#libs/kernel';
import { replyDateWords } from '../domain/reply-date.js';

const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** Russian's `г.` is a word cut short, after which a sentence would end twice; thin spaces differ from one release of Node to the next. */
const whole = (words: string): string =>
  words
    .replaceAll(/[\u2009\u202f]–[\u2009\u202f]/g, '–')
    .replaceAll(/[\u2009\u202f]/g, ' ')
    .replaceAll(/[ \u00a0]г\./g, ' года');

/** `Wednesday 15 September 2027`; whether English has a comma there changes with each release of ICU. */
export const dayWithWeekday = (day: string, zone: string, locale: string): string =>
  whole(replyDateWords(day, zone, locale).day.replace(locale.startsWith('en') ? ',' : '\0', ''));

/** `15 September 2027` as it is in a time zone. */
export const dayInWords = (moment: Date, timeZone: string, locale: string): string =>
  whole(
    withFirstOfMonth(
      locale,
      new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone, ...LONG }).format(moment),
    ),
  );

/** `1–2 November 2027` @param first `2027-11-01` @param last `2027-11-02`, or the same day */
export function daysInWords(first: string, last: string, locale: string): string {
  const [from, to] = [new Date(`${first}T12:00:00Z`), new Date(`${last}T12:00:00Z`)];
  if (locale === 'zh') return chineseDays(from, to);
  const format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...LONG });
  return whole(withFirstOfMonth(locale, format.formatRange(from, to)));
}

const CHINESE_PARTS = /\d+[年月日]/g;

/** `2027年11月1日至2日`: Intl writes days apart as numbers with strokes, which no letter has. */
function chineseDays(from: Date, to: Date): string {
  const first = dayInWords(from, 'UTC', 'zh');
  const earlier: readonly string[] = first.match(CHINESE_PARTS) ?? [];
  const later: readonly string[] = dayInWords(to, 'UTC', 'zh').match(CHINESE_PARTS) ?? [];
  const differs = later.findIndex((part, index) => part !== earlier[index]);
  return differs < 0 ? first : `${first}至${later.slice(differs).join('')}`;
}
