/** A day of the calendar, wherever the reader is. */
export const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
