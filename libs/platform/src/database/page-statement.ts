import { MAX_PAGE } from '#libs/kernel';

/** Takes a value into a statement and gives the parameter that stands for it, `$1` for the first. */
export type Binder = (value: unknown) => string;

export const binderTo =
  (values: unknown[]): Binder =>
  (value) =>
    `$${values.push(value)}`;

const LIMITS = [11, 26, 51, MAX_PAGE + 1];

/**
 * Rows that a statement reads for a page and the one behind it, at most `MAX_PAGE + 1`. It stands in the text, because a
 * plan that is made once knows nothing of a limit that is a parameter. A few sizes make few texts.
 */
export const readAtOnce = (most: number): number => LIMITS.find((limit) => limit >= most) ?? most;
