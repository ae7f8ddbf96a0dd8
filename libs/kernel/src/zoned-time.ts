const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
const DAY_MS = 24 * 60 * 60_000;

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. @param zone an IANA time zone, as Europe/London */
export function aheadOfUtc(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(at / 1000) * 1000;
}

/**
 * The moments at which the clocks of a zone show a time, the earlier first: one as a rule, two where clocks go back over it,
 * none where they skip it.
 *
 * @param local `2027-10-31T01:30`
 * @throws for what is no date or time at all, as 30 February
 */
export function momentsAt(local: string, zone: string): Date[] {
  const [, year, month, day, hour, minute] = (LOCAL.exec(local) ?? []).map(Number);
  const shown = Date.UTC(year ?? NaN, (month ?? 0) - 1, day, hour, minute);
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 16) !== local)
    throw new Error('A time is written as YYYY-MM-DDTHH:MM.');
  // Clocks change by less than a day: what holds a day before and a day after is all that can hold.
  const offsets = new Set([shown - DAY_MS, shown + DAY_MS].map((at) => aheadOfUtc(zone, at)));
  return [...offsets]
    .map((offset) => shown - offset)
    .filter((at) => at + aheadOfUtc(zone, at) === shown)
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
}
