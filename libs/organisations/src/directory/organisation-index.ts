import { foldExactly, foldLatin } from '#libs/names';

/** What an organisation is found by. */
export interface NamedOrganisation {
  readonly id: string;
  /** Official, short, former and common names and abbreviations, in any language and letters. */
  readonly names: readonly string[];
}

/** How well what was typed fits a name; the best first. */
const FITS = ['NAME', 'FIRST_WORDS', 'BEGINNING', 'WORDS', 'SEVERAL_NAMES'] as const;
type Fit = (typeof FITS)[number];

interface Indexed {
  readonly id: string;
  /** Each name as it is compared: words apart by single spaces. */
  readonly names: readonly string[];
  readonly words: ReadonlySet<string>;
}

/** Short forms of words that stand in names of places and institutions. */
const SHORT_WORDS: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['intl', 'international'],
  ['govt', 'government'],
]);

const spelledOut = (folded: string): string =>
  folded
    .split(' ')
    .map((word) => SHORT_WORDS.get(word) ?? word)
    .join(' ');

/** As Latin letters and, where it has others, in its own: one of both is what people type. */
function keysOf(name: string): string[] {
  const latin = spelledOut(foldLatin(name));
  const own = foldExactly(name);
  return latin === own ? [latin] : [latin, own];
}

/**
 * Finds organisations by whatever people call them: any name, in any language, without accents, abbreviated. Held in memory, for lists of
 * the installation and of a conference: a look goes through all names once.
 */
export class OrganisationIndex {
  private readonly entries: readonly Indexed[];

  constructor(organisations: readonly NamedOrganisation[]) {
    this.entries = organisations.map(({ id, names }) => {
      const keys = [...new Set(names.flatMap(keysOf))].filter((key) => key !== '');
      return { id, names: keys, words: new Set(keys.flatMap((key) => key.split(' '))) };
    });
  }

  /**
   * The ids that fit, the best first: a whole name, then names that begin with the words, with the letters, that have words beginning so,
   * and words of several names at once (`WIPO/OMPI`). Among equals the shorter name, then the order in which they were given.
   * @param most at most so many
   */
  find(typed: string, most = 20): string[] {
    const latin = spelledOut(foldLatin(typed));
    const own = foldExactly(typed);
    if (latin === '' && own === '') return [];
    const found: { readonly id: string; readonly rank: number; readonly length: number }[] = [];
    for (const entry of this.entries) {
      const fit = fitOf(entry, latin, own);
      if (fit !== undefined) found.push({ id: entry.id, ...fit });
    }
    return found
      .sort((left, right) => left.rank - right.rank || left.length - right.length)
      .slice(0, most)
      .map(({ id }) => id);
  }
}

function fitOf(
  { names, words }: Indexed,
  latin: string,
  own: string,
): { readonly rank: number; readonly length: number } | undefined {
  const typedWords = latin.split(' ').filter((word) => word !== '');
  let best: { rank: number; length: number } | undefined;
  const take = (fit: Fit, name: string): void => {
    const rank = FITS.indexOf(fit);
    if (best === undefined || rank < best.rank || (rank === best.rank && name.length < best.length))
      best = { rank, length: name.length };
  };
  for (const name of names) {
    for (const typed of latin === own || latin === '' ? [own] : [latin, own]) {
      if (name === typed) take('NAME', name);
      else if (name.startsWith(`${typed} `)) take('FIRST_WORDS', name);
      else if (name.startsWith(typed)) take('BEGINNING', name);
    }
    if (typedWords.length > 0 && hasWords(name.split(' '), typedWords)) take('WORDS', name);
  }
  if (best === undefined && typedWords.length > 1 && typedWords.every((word) => words.has(word)))
    take('SEVERAL_NAMES', '');
  return best;
}

/** Whether each of the words that were typed begins a word of the name. */
const hasWords = (words: readonly string[], typed: readonly string[]): boolean =>
  typed.every((one) => words.some((word) => word.startsWith(one)));
