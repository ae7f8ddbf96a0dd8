import { countryOfThreeLetters, isCountryCode } from '#libs/kernel';
import { foldExactly, foldLatin, isInLatinLetters } from '#libs/names';

/** A country and everything that people call it. */
export interface NamedCountry {
  readonly code: string;
  readonly words: readonly string[];
}

/** What a text can be: the codes of the countries that it fits; none, where it is no country of today. */
export type CountryIndex = (text: string) => readonly string[];

/** Everyday words that fit two countries, whichever of them has the word as its own name. */
const OF_TWO: readonly (readonly [words: string, codes: readonly string[]])[] = [
  ['Korea; Corée; Corea; Koreá; Coreia; Корея; كوريا; Kore; Koreia', ['KR', 'KP']],
  ['Congo; Kongo; Конго; الكونغو; 刚果; コンゴ; 콩고', ['CG', 'CD']],
  [
    'Virgin Islands; Îles Vierges; Islas Vírgenes; Jungferninseln; Isole Vergini; Ilhas Virgens',
    ['VG', 'VI'],
  ],
  ['Saint Martin; Saint-Martin; St Martin; St. Martin', ['MF', 'SX']],
];

const ARTICLE = /^(?:the|la|le|les|l|el|los|las|il|lo|gli|i|a|o|os|as|die|der|das|de) (?=.)/;

/** Latin letters without case, accents and article; other scripts without case and signs. */
function countryKey(text: string): string {
  if (!isInLatinLetters(text))
    return foldExactly(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return foldLatin(text.replaceAll('&', ' and ')).replace(ARTICLE, '');
}

/** Made once for many files: some 250 countries with 60 words each. */
export function countryIndex(countries: readonly NamedCountry[]): CountryIndex {
  const byKey = new Map<string, Set<string>>();
  const add = (key: string, code: string): void => {
    const codes = byKey.get(key);
    if (codes === undefined) byKey.set(key, new Set([code]));
    else codes.add(code);
  };
  for (const { code, words } of countries) for (const word of words) add(countryKey(word), code);
  for (const [words, codes] of OF_TWO) {
    for (const word of words.split(';')) byKey.set(countryKey(word), new Set(codes));
  }
  const known = new Map<string, readonly string[]>();
  return (text) => {
    let codes = known.get(text);
    if (codes === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(text, (codes = codesOf(byKey, text)));
    }
    return codes;
  };
}

const MOST_KNOWN = 5_000;

function codesOf(byKey: ReadonlyMap<string, ReadonlySet<string>>, text: string): readonly string[] {
  const named = byKey.get(countryKey(text));
  if (named !== undefined) return [...named];
  // U.S. and C.I.V. are codes too.
  const letters = text.replace(/[.\s]/g, '').toUpperCase();
  if (isCountryCode(letters)) return [letters];
  const byThree = countryOfThreeLetters(letters);
  if (byThree !== undefined) return [byThree];
  return [...(byKey.get(letters.toLowerCase()) ?? [])];
}

const PARTED = /\s*[/;,&+|\n]\s*|\s+(?:and|et|und|y|e|or|ou|oder|и|و)\s+/u;

/** As the index says; where two countries are named in one cell, both of them. */
export function countriesIn(text: string, index: CountryIndex): readonly string[] {
  const whole = index(text);
  if (whole.length > 0) return whole;
  const parts = text.split(PARTED).filter((part) => part !== '');
  if (parts.length < 2) return [];
  const found = parts.map(index);
  return found.every((codes) => codes.length === 1) ? [...new Set(found.flat())] : [];
}

/** A word of a list as it is asked for and remembered. */
export const wordKey = (word: string): string => foldExactly(word);
