import { wallClock } from '../i18n/wall-clock';

/** Times as people type them into a form, in the time zone of the conference: `2011-11-01T09:00`. */

const TYPED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const DAY = 86_400_000;

const wholeSecond = (moment: number): number => Math.floor(moment / 1_000) * 1_000;

/** A moment as a control of type `datetime-local` has it; with seconds where it has some. */
export function toZonedText(iso: string, timeZone: string): string {
  const text = new Date(wallClock(Date.parse(iso), timeZone)).toISOString().slice(0, 19);
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}

/**
 * The moment that a typed time means, or undefined for what is no time. A text that still shows the moment `was` means
 * exactly that one. Of an hour that a clock shows twice it is the first; a time that clocks skip counts on from the hour
 * before.
 */
export function fromZonedText(typed: string, timeZone: string, was?: string): string | undefined {
  if (was !== undefined && typed === toZonedText(was, timeZone)) return new Date(was).toISOString();
  const wanted = TYPED.test(typed) ? wholeSecond(Date.parse(`${typed}Z`)) : Number.NaN;
  if (Number.isNaN(wanted)) return undefined;
  const offsetAt = (moment: number) => wallClock(moment, timeZone) - wholeSecond(moment);
  const [before, after] = [offsetAt(wanted - DAY), offsetAt(wanted + DAY)];
  const candidates = [wanted - before, wanted - after];
  const exact = candidates.find((moment) => wallClock(moment, timeZone) === wanted);
  return new Date(exact ?? wanted - before).toISOString();
}
