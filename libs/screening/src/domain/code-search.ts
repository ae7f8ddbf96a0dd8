import { type Alike, MostAlike } from './most-alike.js';
import { Tally } from './tally.js';

const NONE: readonly number[] = [];

/**
 * Finds whose names have a code in common (a sound, a nickname: see libs/names) with many names at once, as
 * `nominations.look_alikes` does for one. How alike two are is how many codes they share. It costs a pass over all names,
 * however many are sought.
 */
export class CodeSearch {
  /** Which of the sought names have a code. */
  private readonly having = new Map<string, number[]>();
  private readonly shared: Tally;
  private readonly found: MostAlike;

  /** @param codes of each name that is sought; @param most that each is answered, the most alike. */
  constructor(codes: readonly (readonly string[])[], most: number) {
    this.shared = new Tally(codes.length);
    this.found = new MostAlike(codes.length, most);
    for (const [index, own] of codes.entries())
      for (const code of new Set(own)) {
        const names = this.having.get(code);
        if (names === undefined) this.having.set(code, [index]);
        else names.push(index);
      }
  }

  /** Compares one name with all that are sought. */
  offer(id: string, codes: readonly string[]): void {
    for (const [at, code] of codes.entries())
      if (codes.indexOf(code) === at)
        for (const index of this.having.get(code) ?? NONE) this.shared.add(index);
    this.shared.take(1, (index, count) => this.found.offer(index, id, count));
  }

  /** For each name that was sought, in their order, the most alike first; of equals the younger. */
  answers(): readonly (readonly Alike[])[] {
    return this.found.answers();
  }
}
