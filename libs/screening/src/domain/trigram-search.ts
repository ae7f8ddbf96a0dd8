import { type Alike, MostAlike } from './most-alike.js';
import { Tally } from './tally.js';

/** Letters and digits of a key of a name, and the space between two words. Others part words, as in PostgreSQL. */
const ALPHABET = ' abcdefghijklmnopqrstuvwxyz0123456789';
const KINDS = ALPHABET.length;
const NUMBER_OF = new Map([...ALPHABET].map((letter, index) => [letter.charCodeAt(0), index]));
/** Two names with fewer trigrams in common are two people's, by measurement (see libs/names). */
const LEAST_SIMILAR = 0.3;
/** For two short ones fewer are enough: a typing error in each word costs a short name more of its trigrams. */
const SHORT = { letters: 13, leastSimilar: 0.24 };
/** Of all trigrams of two names, counted in both, so many are in common at least where they are similar: s = c / (a + b - c). */
const LEAST_IN_COMMON = SHORT.leastSimilar / (1 + SHORT.leastSimilar);

/**
 * Finds whose names have trigrams in common with many names at once: an index of the names that are sought, past which all
 * others are led. It answers what `nominations.look_alikes` answers by trigrams for each of them (pg_trgm's `similarity`), and
 * costs a pass over all names, however many are sought; a look-up in an index of all names reads a good part of it for each. How alike two are is trigrams in common by
 * trigrams of both, 0 to 1.
 */
export class TrigramSearch {
  private readonly sought: readonly { readonly length: number; readonly trigrams: number }[];
  /** The trigrams of the sought name that has the fewest. */
  private readonly fewest: number;
  /** The sought names that have a trigram are those from its start to the start of the next one. */
  private readonly starts = new Int32Array(KINDS ** 3 + 1);
  private readonly having: Int32Array;
  private readonly common: Tally;
  private readonly found: MostAlike;
  private readonly read = new Trigrams();

  /** @param keys of the names that are sought; @param most that each is answered, the most similar. */
  constructor(keys: readonly string[], most: number) {
    const trigrams = keys.map((key) => this.read.of(key).slice());
    this.sought = keys.map(({ length }, index) => ({ length, trigrams: trigrams[index]?.length ?? 0 }));
    this.fewest = this.sought.reduce((least, one) => Math.min(least, one.trigrams), Infinity);
    const pairs = trigrams
      .flatMap((numbers, index) => [...numbers].map((number) => ({ number, index })))
      .sort((a, b) => a.number - b.number);
    this.having = Int32Array.from(pairs, ({ index }) => index);
    for (const { number } of pairs) this.starts[number + 1] = (this.starts[number + 1] ?? 0) + 1;
    for (let number = 0; number < KINDS ** 3; number += 1)
      this.starts[number + 1] = (this.starts[number + 1] ?? 0) + (this.starts[number] ?? 0);
    this.common = new Tally(keys.length);
    this.found = new MostAlike(keys.length, most);
  }

  /** Compares one name with all that are sought. */
  offer(id: string, key: string): void {
    const numbers = this.read.of(key);
    for (const number of numbers) {
      const end = this.starts[number + 1] ?? 0;
      for (let at = this.starts[number] ?? 0; at < end; at += 1) this.common.add(this.having[at] ?? 0);
    }
    // Most have a trigram or two in common and are looked at no further. Rounded down, so that none is missed.
    const least = Math.floor(LEAST_IN_COMMON * (numbers.length + this.fewest));
    this.common.take(least, (index, inCommon) => {
      const sought = this.sought[index];
      if (sought === undefined) return;
      // PostgreSQL's is a float of four bytes.
      const similarity = Math.fround(inCommon / (sought.trigrams + numbers.length - inCommon));
      const areShort = sought.length <= SHORT.letters && key.length <= SHORT.letters;
      if (similarity >= (areShort ? SHORT.leastSimilar : LEAST_SIMILAR))
        this.found.offer(index, id, similarity);
    });
  }

  /** For each name that was sought, in their order, the most similar first; of equals the younger. */
  answers(): readonly (readonly Alike[])[] {
    return this.found.answers();
  }
}

/** The trigrams of a key, each once, as numbers: of each word with two spaces before and one behind it. */
class Trigrams {
  private readonly seen = new Int32Array(KINDS ** 3);
  private turn = 0;
  private numbers = new Int32Array(64);
  private size = 0;

  /** What it gives holds until the next call. */
  of(key: string): Int32Array {
    // A letter has one, and the end of a word one more.
    if (this.numbers.length < 2 * key.length + 2) this.numbers = new Int32Array(4 * key.length);
    this.size = 0;
    this.turn += 1;
    let [before, last] = [0, 0];
    for (let at = 0; at <= key.length; at += 1) {
      const letter = at === key.length ? 0 : (NUMBER_OF.get(key.charCodeAt(at)) ?? 0);
      if (letter === 0 && last === 0) continue;
      this.add((before * KINDS + last) * KINDS + letter);
      [before, last] = letter === 0 ? [0, 0] : [last, letter];
    }
    return this.numbers.subarray(0, this.size);
  }

  private add(number: number): void {
    if (this.seen[number] === this.turn) return;
    this.seen[number] = this.turn;
    this.numbers[this.size] = number;
    this.size += 1;
  }
}
