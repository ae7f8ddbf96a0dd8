const LONGEST_MS = 24 * 3_600_000;

/** What a receiver asks for with `Retry-After` (RFC 9110, 10.2.3), in milliseconds from now, a day at most; 0 where it asks for nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  const ms = /^\d{1,9}$/.test(header.trim())
    ? Number(header) * 1_000
    : new Date(header).getTime() - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_MS);
}
