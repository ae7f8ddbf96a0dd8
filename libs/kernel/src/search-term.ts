import { Refusal } from './refusal.js';

/** The most characters of a search; longer ones find nothing that a person could mean. */
export const LONGEST_SEARCH = 200;

/**
 * Whether a text can be compared with what is stored: PostgreSQL refuses NUL, and half a character would become another
 * one on its way there.
 */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/**
 * What somebody looks for, trimmed; empty where they look for nothing. Every text of a filter passes here before it
 * reaches the database. Refuses INVALID_INPUT, with the path, what is longer than 200 characters or cannot be stored.
 */
export function searchTerm(
  text: string | null | undefined,
  path: readonly string[] = ['filter', 'search'],
): string {
  const asked = text ?? '';
  if (asked.length > LONGEST_SEARCH) {
    throw new Refusal('INVALID_INPUT', `Search for at most ${LONGEST_SEARCH} characters.`, path);
  }
  if (!isStorable(asked)) {
    throw new Refusal('INVALID_INPUT', 'Contains a character that no text has; type it again.', path);
  }
  return asked.trim();
}
