/** Times as people type them into a form, in the time zone of the conference: `2011-11-01T09:00`. */

const TYPED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** The parts of a moment as a clock in the zone shows them, as if they were UTC: milliseconds since 1970. */
function wallClock(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/** A moment as a control of type `datetime-local` has it. */
export function toZonedText(iso: string, timeZone: string): string {
  return new Date(wallClock(Date.parse(iso), timeZone)).toISOString().slice(0, 16);
}

/**
 * The moment that a typed time means, or undefined for what is no time. Of an hour that a clock shows twice it is the
 * first; a time that clocks skip counts on from the hour before.
 */
export function fromZonedText(typed: string, timeZone: string): string | undefined {
  const wanted = TYPED.test(typed) ? Date.parse(`${typed.slice(0, 16)}Z`) : Number.NaN;
  if (Number.isNaN(wanted)) return undefined;
  const offsetAt = (moment: number) => wallClock(moment, timeZone) - Math.floor(moment / 60_000) * 60_000;
  const [before, after] = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const candidates = [wanted - before, wanted - after];
  const exact = candidates.find((moment) => wallClock(moment, timeZone) === wanted);
  return new Date(exact ?? wanted - before).toISOString();
}
