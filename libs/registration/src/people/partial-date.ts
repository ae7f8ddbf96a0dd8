import { withFirstOfMonth } from '#libs/kernel';

/**
 * A date of birth as a document shows it: a day, or a month or a year where it shows no more (ISO 8601: `1968-07-21`, `1968-07`,
 * `1974`). A part that is missing stays missing: it is never made the first of January.
 */
export interface PartialDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The years of birth that somebody may write: the oldest person on record lived for 122 years. */
export const MOST_YEARS = 125;

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Reads `1974`, `1968-07` or `1968-07-21`; undefined for what is no date of the calendar, as 2003-02-29. */
export function readPartialDate(text: string): PartialDate | undefined {
  const [, year, month, day] = (WRITTEN.exec(text) ?? []).map((part: string | undefined) =>
    part === undefined ? undefined : Number(part),
  );
  if (year === undefined || year === 0) return undefined;
  if (month === undefined) return { year };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { year, month };
  return day >= 1 && day <= lastDayOf(year, month) ? { year, month, day } : undefined;
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** As it is kept and exported: `1974`, `1968-07` or `1968-07-21`. */
export function writePartialDate({ year, month, day }: PartialDate): string {
  const parts = [digits(year, 4), month, day].filter((part) => part !== undefined);
  return parts.map((part) => (typeof part === 'number' ? digits(part, 2) : part)).join('-');
}

/** As the machine-readable zone of a document has it: six signs, `74<<<<` where month and day are not known (ICAO 9303, part 3). */
export function machineReadableDate({ year, month, day }: PartialDate): string {
  const two = (part: number | undefined): string => (part === undefined ? '<<' : digits(part, 2));
  return two(year % 100) + two(month) + two(day);
}

/** The earliest and the latest day that the date may mean. */
function daysOf({ year, month, day }: PartialDate): readonly [Day, Day] {
  const first = { year, month: month ?? 1, day: day ?? 1 };
  const lastMonth = month ?? 12;
  return [first, { year, month: lastMonth, day: day ?? lastDayOf(year, lastMonth) }];
}

type Day = Required<PartialDate>;

const numberOf = ({ year, month, day }: Day): number => (year * 100 + month) * 100 + day;

/** A whole day, for comparing with. @param text `2027-11-01` */
function dayOf(text: string): Day {
  const date = readPartialDate(text);
  if (date?.month === undefined || date.day === undefined) throw new Error('A day is written as YYYY-MM-DD.');
  return date as Day;
}

export type BirthProblem = 'NO_DATE' | 'IN_THE_FUTURE' | 'TOO_LONG_AGO';

/**
 * What is wrong with a date of birth; undefined for a good one.
 * @param today the day where the person registers, `2027-05-03`
 */
export function birthProblem(text: string, today: string): BirthProblem | undefined {
  const born = readPartialDate(text);
  if (born === undefined) return 'NO_DATE';
  const [earliest] = daysOf(born);
  const now = dayOf(today);
  if (numberOf(earliest) > numberOf(now)) return 'IN_THE_FUTURE';
  return now.year - born.year > MOST_YEARS ? 'TOO_LONG_AGO' : undefined;
}

const ageAt = (born: Day, day: Day): number =>
  day.year - born.year - (day.month * 100 + day.day < born.month * 100 + born.day ? 1 : 0);

/**
 * How old somebody is on a day, in whole years. `least` and `most` differ where the document does not show the day: somebody born in
 * 1974 is 52 or 53 on 1 November 2027. Whoever was born on 29 February is a year older on 1 March of other years.
 */
export function ageOn(born: PartialDate, day: string): { readonly least: number; readonly most: number } {
  const [earliest, latest] = daysOf(born);
  const on = dayOf(day);
  return { least: ageAt(latest, on), most: ageAt(earliest, on) };
}

/**
 * As people read it, in their language and always by the Gregorian calendar: `21 July 1968`, `July 1968`, `1974`.
 * @param language a BCP 47 tag
 */
export function partialDateWords({ year, month, day }: PartialDate, language: string): string {
  const shown: Intl.DateTimeFormatOptions = { year: 'numeric' };
  if (month !== undefined) shown.month = 'long';
  if (day !== undefined) shown.day = 'numeric';
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  const format = new Intl.DateTimeFormat(language, { ...shown, calendar: 'gregory', timeZone: 'UTC' });
  return withFirstOfMonth(language, format.format(date));
}
