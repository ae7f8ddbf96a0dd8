import { momentsAt, withFirstOfMonth } from '#libs/kernel';

/** What a time that an editor has typed may mean. */
export type TypedTime =
  | { readonly kind: 'MOMENT'; readonly at: Date }
  /** Clocks go back over it: whoever types it is asked which is meant. */
  | { readonly kind: 'TWICE'; readonly choices: readonly { readonly at: Date; readonly name: string }[] }
  /** Clocks skip it. */
  | { readonly kind: 'NEVER' };

/**
 * The moment that a time at the place of the conference means.
 *
 * @param local `2027-10-31T01:30`
 * @param kept the moment that was chosen before: it stays the answer as long as the same time is typed
 */
export function typedTime(local: string, zone: string, kept?: Date): TypedTime {
  const moments = momentsAt(local, zone);
  const before = moments.find((at) => at.getTime() === kept?.getTime());
  const [first, second] = moments;
  if (before !== undefined) return { kind: 'MOMENT', at: before };
  if (first === undefined) return { kind: 'NEVER' };
  if (second === undefined) return { kind: 'MOMENT', at: first };
  return { kind: 'TWICE', choices: moments.map((at) => ({ at, name: clockName(at, zone) })) };
}

/** What the clocks are called then: BST, GMT. */
function clockName(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** When something is asked. Whoever asks it of the database has `now` from the statement that writes. */
export interface TopicTimes {
  readonly opensAt: Date;
  /** The first moment at which it is closed. */
  readonly closesAt: Date;
  /** Null as long as there is no report. */
  readonly reportedAt: Date | null;
}

export type TopicPhase = 'BEFORE' | 'OPEN' | 'CLOSED' | 'REPORTED';

/** Follows from the moment alone: no job opens or closes a topic. */
export function phaseOf({ opensAt, closesAt, reportedAt }: TopicTimes, now: Date): TopicPhase {
  if (reportedAt !== null && reportedAt <= now) return 'REPORTED';
  if (now >= closesAt) return 'CLOSED';
  return now >= opensAt ? 'OPEN' : 'BEFORE';
}

export interface MomentWords {
  /** `Monday 1 November 2027 at 12:00`, at the place of the conference. */
  readonly there: string;
  /** `21:00` on the reader's clock, with the day where it is another; null where it shows the same. */
  readonly forReader: string | null;
}

/** A moment as a reader anywhere understands it. @param language a BCP 47 tag */
export function momentWords(at: Date, zone: string, language: string, readerZone?: string): MomentWords {
  const inZone = (timeZone: string, options: Intl.DateTimeFormatOptions): string =>
    withFirstOfMonth(
      language,
      new Intl.DateTimeFormat(language, { calendar: 'gregory', timeZone, ...options }).format(at),
    ).replaceAll(/[\u2009\u202f]/g, ' ');
  const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const words = (timeZone: string): string => `${inZone(timeZone, day)}, ${inZone(timeZone, time)}`;
  const there = words(zone);
  if (readerZone === undefined || words(readerZone) === there) return { there, forReader: null };
  const isSameDay = inZone(readerZone, day) === inZone(zone, day);
  return { there, forReader: isSameDay ? inZone(readerZone, time) : words(readerZone) };
}
