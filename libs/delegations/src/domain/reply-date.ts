import { aheadOfUtc, withFirstOfMonth } from '#libs/kernel';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The moment at which a day begins in a zone; where clocks skip midnight, the first moment that there is. */
function beginOfDay(day: number, zone: string): number {
  const first = day - aheadOfUtc(zone, day);
  const second = day - aheadOfUtc(zone, first);
  const midnights = [first, second].filter((at) => at + aheadOfUtc(zone, at) === day);
  return midnights.length > 0 ? Math.min(...midnights) : Math.max(first, second);
}

/**
 * The last second of a day at the place of the conference: until then a reply is in time. London's 15 September 2027 ends at 22:59:59 UTC.
 * @param day `2027-09-15`
 * @param zone an IANA time zone, as Europe/London
 */
export function endOfDay(day: string, zone: string): Date {
  const [, year, month, date] = DAY.exec(day) ?? [];
  if (year === undefined) throw new Error('A day is written as YYYY-MM-DD.');
  const next = Date.UTC(Number(year), Number(month) - 1, Number(date)) + DAY_MS;
  return new Date(beginOfDay(next, zone) - 1000);
}

export interface ReplyDateWords {
  /** `Wednesday 15 September 2027`, at the place of the conference: the texts around it say "end of the day". */
  readonly day: string;
  /** `Thursday 16 September, 11:59`, where the reader's clock shows another day than the conference's; else null. */
  readonly forReader: string | null;
}

/**
 * The date for replies as people read it: never "midnight", which two readers take for two different days.
 * @param language a BCP 47 tag
 * @param readerZone the zone of the reader, where it is known
 */
export function replyDateWords(
  day: string,
  zone: string,
  language: string,
  readerZone?: string,
): ReplyDateWords {
  const end = endOfDay(day, zone);
  const inZone = (timeZone: string, options: Intl.DateTimeFormatOptions): string =>
    withFirstOfMonth(
      language,
      new Intl.DateTimeFormat(language, { calendar: 'gregory', timeZone, ...options }).format(end),
    )
      // Intl's thin spaces and the word before the hour differ from one release of Node to the next.
      .replaceAll(/[\u2009\u202f]/g, ' ');
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const words = inZone(zone, { ...date, year: 'numeric' });
  if (readerZone === undefined) return { day: words, forReader: null };
  const isOtherDay = inZone(readerZone, { dateStyle: 'short' }) !== inZone(zone, { dateStyle: 'short' });
  if (!isOtherDay) return { day: words, forReader: null };
  const time = inZone(readerZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { day: words, forReader: `${inZone(readerZone, date)}, ${time}` };
}
