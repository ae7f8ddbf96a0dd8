/** Lists of which views are saved. */
export const VIEW_LISTS = ['NOMINATIONS', 'INBOX'] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

export const LONGEST_NAME = 60;
export const LONGEST_QUERY = 2_000;
/** Of one person in one conference. */
export const MOST_OWN = 50;
/** What is read of a list at a time: all of one's own, and as many that others share. */
export const MOST_LISTED = 100;

/** What the address of a list may say: its filters and its order, never its page. */
const PARAMETERS: Readonly<Record<ViewList, ReadonlySet<string>>> = {
  NOMINATIONS: new Set(['state', 'constituency', 'capacity', 'body', 'search', 'order', 'direction']),
  INBOX: new Set(['stage', 'body', 'due', 'whose', 'search']),
};

/**
 * A query string in one form, in ASCII; undefined where it names what the list has not, or is longer than 2,000 characters. Values are
 * not looked at: those that are unknown narrow nothing.
 */
export function queryOf(list: ViewList, typed: string): string | undefined {
  if (typed.length > LONGEST_QUERY) return undefined;
  const parameters = new URLSearchParams(typed);
  const isKnown = [...parameters.keys()].every((name) => PARAMETERS[list].has(name));
  const query = parameters.toString();
  return isKnown && query.length <= LONGEST_QUERY ? query : undefined;
}
