import { foldExactly } from '#libs/names';
import { type ListedConstituency } from './known.js';

const key = (text: string): string => foldExactly(text.replace(/[_\s-]+/gu, ' '));

/** The constituency that a word is, by its code or name in any case; other words are asked for. */
export function constituencyIndex(
  constituencies: readonly ListedConstituency[],
): (text: string) => string | undefined {
  const byKey = new Map<string, string>();
  for (const { code, name } of constituencies) {
    byKey.set(key(name), code);
    byKey.set(key(code), code);
  }
  return (text) => byKey.get(key(text));
}
