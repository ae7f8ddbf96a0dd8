import { foldExactly } from '#libs/names';
import { type ListedConstituency } from './known.js';

const key = (text: string): string => foldExactly(text.replace(/[_\s-]+/gu, ' '));

const MOST_KNOWN = 1_000;

/** The constituency that a word is, by its code or name in any case; other words are asked for. */
export function constituencyIndex(
  constituencies: readonly ListedConstituency[],
): (text: string) => string | undefined {
  const byKey = new Map<string, string>();
  for (const { code, name } of constituencies) {
    byKey.set(key(name), code);
    byKey.set(key(code), code);
  }
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    const code = byKey.get(key(text));
    if (known.size < MOST_KNOWN) known.set(text, code);
    return code;
  };
}
