/**
 * The parts of a moment as a clock in the zone shows them, as if they were UTC: milliseconds since 1970, to the second.
 * The parts are asked for one by one: what a browser writes as a whole date differs from one version to the next.
 */
export function wallClock(moment: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
