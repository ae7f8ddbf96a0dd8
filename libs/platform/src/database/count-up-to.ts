import { MOST_COUNTED } from '#libs/kernel';

/**
 * Counts the rows of `FROM …` and stops behind the ten-thousandth: nobody reads the difference, and
 * counting a million rows costs more than all else that a page does.
 */
export const countUpTo = (from: string): string =>
  `SELECT count(*)::int AS count FROM (SELECT ${from} LIMIT ${MOST_COUNTED + 1}) counted`;
