import { foldExactly, foldLatin, LIKELY_SAME_NAME, nameLikeness, nameWords } from '#libs/names';

/** What an organisation is found by. */
export interface NamedOrganisation {
  readonly id: string;
  /** Official, short, former and common names and abbreviations, in any language and letters. */
  readonly names: readonly string[];
}

/** An organisation that was found; less is better, the rank before the length of the name. */
export interface Found {
  readonly id: string;
  readonly rank: number;
  readonly length: number;
}

/** How well what was typed fits a name; the best first. */
const FITS = ['NAME', 'FIRST_WORDS', 'BEGINNING', 'WORDS', 'SEVERAL_NAMES'] as const;
type Fit = (typeof FITS)[number];
const WORDS = FITS.indexOf('WORDS');

interface Indexed {
  readonly id: string;
  /** In the order in which they were given. */
  readonly place: number;
  readonly typed: readonly string[];
  /** Each name as it is compared: words apart by single spaces, and those words. */
  readonly names: readonly { readonly text: string; readonly words: readonly string[] }[];
  readonly words: ReadonlySet<string>;
}

/** Short forms of words that stand in names of places and institutions. */
const SHORT_WORDS: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['intl', 'international'],
  ['govt', 'government'],
]);

/** Of a word of a name that may be the same: so many of its first letters are, and so many organisations are looked at. */
const FIRST_LETTERS = 4;
const MOST_LOOKED_AT = 200;

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

const byFit = (left: Found, right: Found): number => left.rank - right.rank || left.length - right.length;

/**
 * Finds organisations by whatever people call them: any name, in any language, without accents, abbreviated. Held in memory, for lists of
 * the installation and of a conference: a look goes through those alone that have the rarest of the words.
 */
export class OrganisationIndex {
  private readonly entries = new Map<string, Indexed>();
  private readonly ofWord = new Map<string, Set<string>>();
  /** All words in the order of their letters, those that nobody has any more included. */
  private words: string[] = [];
  private places = 0;

  constructor(organisations: readonly NamedOrganisation[] = []) {
    for (const organisation of organisations) this.enter(organisation);
    this.words = [...this.ofWord.keys()].sort();
  }

  /** Adds one, or gives it other names. */
  set(organisation: NamedOrganisation): void {
    for (const word of this.enter(organisation)) this.words.splice(this.placeOf(word), 0, word);
  }

  delete(id: string): void {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    for (const word of entry?.words ?? []) this.ofWord.get(word)?.delete(id);
  }

  /**
   * The ids that fit, the best first: a whole name, then names that begin with the words, with the letters, that have words beginning so,
   * and words of several names at once (`WIPO/OMPI`). Among equals the shorter name, then the order in which they were given.
   * @param most at most so many
   */
  find(typed: string, most = 20): string[] {
    return this.ranked(typed)
      .slice(0, most)
      .map(({ id }) => id);
  }

  /** All that fit, in the same order. */
  ranked(typed: string): Found[] {
    const latin = spelledOut(foldLatin(typed));
    const own = foldExactly(typed);
    if (latin === '' && own === '') return [];
    const found: (Found & { readonly place: number })[] = [];
    for (const id of new Set([...this.withRarest(latin), ...this.withRarest(own)])) {
      const entry = this.entries.get(id);
      const fit = entry && fitOf(entry, latin, own);
      if (fit) found.push({ id, place: entry.place, ...fit });
    }
    return found.sort((left, right) => byFit(left, right) || left.place - right.place);
  }

  /** Those that have a name which is likely the same as one of these; the likeliest first. */
  likelySame(names: readonly string[], most = 5): string[] {
    const scores = new Map<string, number>();
    for (const name of names) {
      for (const id of this.near(name)) {
        const score = Math.max(
          ...(this.entries.get(id)?.typed ?? []).map((other) => nameLikeness(name, other, 'organisation')),
        );
        if (score >= LIKELY_SAME_NAME) scores.set(id, Math.max(score, scores.get(id) ?? 0));
      }
    }
    return [...scores]
      .sort(([, left], [, right]) => right - left)
      .slice(0, most)
      .map(([id]) => id);
  }

  private near(name: string): Set<string> {
    return new Set(
      nameWords(name, 'organisation').words.flatMap((word) => [
        ...this.beginning(word.slice(0, FIRST_LETTERS), MOST_LOOKED_AT),
      ]),
    );
  }

  /** Answers the words that nobody had before. */
  private enter({ id, names }: NamedOrganisation): string[] {
    const place = this.entries.get(id)?.place ?? (this.places += 1);
    this.delete(id);
    const keys = [...new Set(names.flatMap(keysOf))].filter((key) => key !== '');
    const parted = keys.map((text) => ({ text, words: text.split(' ') }));
    const words = new Set(parted.flatMap((name) => name.words));
    this.entries.set(id, { id, place, typed: names, names: parted, words });
    const added: string[] = [];
    for (const word of words) {
      const having = this.ofWord.get(word);
      if (having === undefined) added.push(word);
      this.ofWord.set(word, (having ?? new Set()).add(id));
    }
    return added;
  }

  /** Whoever has the words that were typed has the rarest of them. */
  private withRarest(folded: string): Set<string> {
    const words = folded.split(' ').filter((word) => word !== '');
    let rarest: Set<string> | undefined;
    for (const word of words) {
      const having = this.beginning(word, rarest?.size ?? Infinity);
      if (rarest === undefined || having.size < rarest.size) rarest = having;
    }
    return rarest ?? new Set();
  }

  /** Those that have a word beginning with these letters, no more than so many. */
  private beginning(letters: string, most: number): Set<string> {
    const found = new Set<string>();
    for (let at = this.placeOf(letters); at < this.words.length && found.size < most; at += 1) {
      const word = this.words[at] ?? '';
      if (!word.startsWith(letters)) break;
      for (const id of this.ofWord.get(word) ?? []) found.add(id);
    }
    return found;
  }

  /** Where a word stands, or would. */
  private placeOf(word: string): number {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.words[middle] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
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
  for (const { text: name, words: parts } of names) {
    for (const typed of latin === own || latin === '' ? [own] : [latin, own]) {
      if (name === typed) take('NAME', name);
      else if (name.startsWith(`${typed} `)) take('FIRST_WORDS', name);
      else if (name.startsWith(typed)) take('BEGINNING', name);
    }
    // A better fit stands already.
    if (best !== undefined && best.rank < WORDS) continue;
    if (typedWords.length > 0 && hasWords(parts, typedWords)) take('WORDS', name);
  }
  if (best === undefined && typedWords.length > 1 && typedWords.every((word) => words.has(word)))
    take('SEVERAL_NAMES', '');
  return best;
}

/** Whether each of the words that were typed begins a word of the name. */
const hasWords = (words: readonly string[], typed: readonly string[]): boolean =>
  typed.every((one) => words.some((word) => word.startsWith(one)));
