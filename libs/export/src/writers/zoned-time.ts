const MINUTE = 60_000;
/** Zones change their offset at quarters of an hour, never within one. */
const QUARTER = 15 * MINUTE;

/** Moments as the clocks of one zone show them, whatever zone the server is in. */
export class ZonedTime {
  private readonly parts: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  constructor(timeZone: string) {
    this.parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  /** Milliseconds of a clock that knows no zones: what UTC would be if it showed this time. */
  wallClock(moment: Date): number {
    return moment.getTime() + this.offset(moment);
  }

  /** `2011-10-01T00:30:00+01:00` */
  iso(moment: Date): string {
    const offset = this.offset(moment) / MINUTE;
    const shown = new Date(this.wallClock(moment)).toISOString().slice(0, 19);
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    return `${shown}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
  }

  /** In milliseconds, whole minutes: before 1900 some zones had seconds, which nobody's list has. */
  private offset(moment: Date): number {
    const quarter = Math.floor(moment.getTime() / QUARTER);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      const at = quarter * QUARTER;
      const shown = Object.fromEntries(
        this.parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
      ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;
      offset = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - at;
      if (this.offsets.size > 10_000) this.offsets.clear();
      this.offsets.set(quarter, offset);
    }
    return offset;
  }
}

const two = (value: number): string => String(value).padStart(2, '0');
