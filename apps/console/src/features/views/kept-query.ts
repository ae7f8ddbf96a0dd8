import type { ViewList } from './operations';

/** What a view keeps of the address of its list: filters and order, not the page. */
const KEPT: Readonly<Record<ViewList, readonly string[]>> = {
  NOMINATIONS: ['state', 'constituency', 'capacity', 'body', 'search', 'order', 'direction'],
  INBOX: ['stage', 'body', 'due', 'whose', 'search'],
};

/** The part behind the question mark that a view of the list keeps. */
export function keptQuery(list: ViewList, search: string): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) => KEPT[list].includes(name));
  return new URLSearchParams(kept).toString();
}

/** Whether two queries say the same, in whichever order their parts stand. */
export function isSameQuery(one: string, other: string): boolean {
  const parts = (query: string) => [...new URLSearchParams(query)].map((part) => part.join('=')).sort();
  return parts(one).join('&') === parts(other).join('&');
}
