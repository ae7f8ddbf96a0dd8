import { foldExactly } from '#libs/names';

/** What of two numbers of a date is the day. */
export type DateOrder = 'DAY_FIRST' | 'MONTH_FIRST';
export const DATE_ORDERS: readonly DateOrder[] = ['DAY_FIRST', 'MONTH_FIRST'];

/** A date as text: one day, or two numbers whose order the text does not say. */
export type DateText =
  | { readonly iso: string; readonly proves?: DateOrder }
  | { readonly first: number; readonly second: number; readonly year: number };

const LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'ru'];

/** Months by their names and the first letters of those, in several languages. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_none, index): [string, number] => {
        const parts = format.formatToParts(new Date(Date.UTC(2011, index, 1)));
        return [monthKey(parts.find(({ type }) => type === 'month')?.value ?? ''), index + 1];
      });
    }),
  ),
);

function monthKey(month: string): string {
  return foldExactly(month).replace(/\./g, '');
}

const two = (number: number): string => String(number).padStart(2, '0');

function isoOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
  return isThere ? `${year}-${two(month)}-${two(day)}` : null;
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/;
const IN_NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const DAY_MONTH =
  /^(\d{1,2})(?:\.|er|st|nd|rd|th|º|°)?[\s.-]*(?:de\s+|of\s+)?(\p{L}+)\.?,?[\s.-]*(?:de\s+|del\s+)?(\d{4})(?:\s*г\.?)?$/u;
const MONTH_DAY = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;

/** A text as a date with its year in four digits; null for what is none. No time zone comes into it. */
export function parseDateText(text: string): DateText | null {
  const [, y, m, d, time] = YEAR_FIRST.exec(text) ?? [];
  if (y !== undefined) {
    const iso = isoOf(Number(y), Number(m), Number(d));
    return iso === null ? null : { iso: time === undefined ? iso : `${iso}T${time}` };
  }
  const [, a, mark, b, year] = IN_NUMBERS.exec(text) ?? [];
  if (a !== undefined) return inNumbers(Number(a), Number(b), Number(year), mark === '.');
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst !== null) return withMonth(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = MONTH_DAY.exec(text);
  return monthFirst === null ? null : withMonth(monthFirst[3], monthFirst[1], monthFirst[2]);
}

function withMonth(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): DateText | null {
  const number = MONTHS.get(monthKey(month ?? ''));
  const iso = number === undefined ? null : isoOf(Number(year), number, Number(day));
  return iso === null ? null : { iso };
}

function inNumbers(first: number, second: number, year: number, hasDots: boolean): DateText | null {
  const byDay = isoOf(year, second, first);
  const byMonth = hasDots ? null : isoOf(year, first, second);
  if (byDay !== null && byMonth !== null) return byDay === byMonth ? { iso: byDay } : { first, second, year };
  if (byDay !== null) return hasDots ? { iso: byDay } : { iso: byDay, proves: 'DAY_FIRST' };
  return byMonth === null ? null : { iso: byMonth, proves: 'MONTH_FIRST' };
}

/** A date in ISO form, in the order that its column has. */
export const inOrder = (date: DateText, order: DateOrder): string =>
  'iso' in date
    ? date.iso
    : order === 'DAY_FIRST'
      ? `${date.year}-${two(date.second)}-${two(date.first)}`
      : `${date.year}-${two(date.first)}-${two(date.second)}`;

/** What the texts of a column say of its dates. */
export interface DatesOfColumn {
  /** Every value is a date. */
  readonly areDates: boolean;
  /** What one value proves for the column; null where none does, or two prove each other wrong. */
  readonly order: DateOrder | null;
  /** A value can be read in both orders. */
  readonly isOpen: boolean;
}

export function datesOfColumn(texts: Iterable<string>): DatesOfColumn {
  const proofs = new Set<DateOrder>();
  let count = 0;
  let isOpen = false;
  for (const text of texts) {
    const date = parseDateText(text);
    if (date === null) return { areDates: false, order: null, isOpen: false };
    count += 1;
    if (!('iso' in date)) isOpen = true;
    else if (date.proves !== undefined) proofs.add(date.proves);
  }
  const [order] = proofs;
  return { areDates: count > 0, order: proofs.size === 1 ? (order ?? null) : null, isOpen };
}
