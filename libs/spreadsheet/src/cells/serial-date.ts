/** The year from which a workbook counts its days. */
export type DateSystem = 1900 | 1904;

const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1440;
/** The last day that spreadsheet programs know, 9999-12-31, counted from 1900. */
const LAST_DAY = 2_958_465;

/**
 * A serial number of days as `2011-10-31`, with a time of day as `2011-11-01T18:30`, and a time alone (below one day) as `18:30`.
 * Seconds are rounded to the minute. In the system of 1900 the days before March are one less than they say: its makers counted
 * a 29 February 1900. Undefined for what is no day.
 */
export function serialDate(serial: number, system: DateSystem): string | undefined {
  if (!Number.isFinite(serial) || serial < 0) return undefined;
  const minutes = Math.round(serial * MINUTES_A_DAY);
  const days = Math.floor(minutes / MINUTES_A_DAY);
  const time = minutes - days * MINUTES_A_DAY;
  if (days === 0 && (system === 1900 || time > 0)) return clock(time);
  const since1900 = system === 1904 ? days + 1462 : days < 60 ? days + 1 : days;
  if (since1900 > LAST_DAY || (days === 60 && system === 1900)) return undefined;
  const day = new Date(Date.UTC(1899, 11, 30) + since1900 * DAY_MS).toISOString().slice(0, 10);
  return time === 0 ? day : `${day}T${clock(time)}`;
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
