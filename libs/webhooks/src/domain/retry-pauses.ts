const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long a delivery that failed waits for its next attempt, in milliseconds: nine more within 75 h 35 min (three
 * days), as Standard Webhooks proposes.
 */
export const RETRY_PAUSES: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The pause after the nth attempt (1: the first), up to a tenth longer by chance (0 to 1); undefined: it was the last. */
export function pauseAfter(attempt: number, chance: number): number | undefined {
  const pause = RETRY_PAUSES[attempt - 1];
  return pause === undefined ? undefined : Math.round(pause * (1 + chance / 10));
}
