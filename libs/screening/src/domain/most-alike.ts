/** Another name that has something in common with one that is sought. */
export interface Alike {
  readonly id: string;
  /** More is more alike; of what, says the search. */
  readonly likeness: number;
}

/** For each of several names that are sought, the most alike of all that were offered; of equals the younger. */
export class MostAlike {
  private readonly found: Alike[][];
  /** What is less alike than the last that is kept need not be looked at again. */
  private readonly least: number[];

  constructor(
    sought: number,
    private readonly most: number,
  ) {
    this.found = Array.from({ length: sought }, () => []);
    this.least = new Array<number>(sought).fill(0);
  }

  offer(index: number, id: string, likeness: number): void {
    const some = this.found[index];
    if (some === undefined || likeness < (this.least[index] ?? 0)) return;
    some.push({ id, likeness });
    if (some.length < 4 * this.most) return;
    const kept = this.best(some);
    this.found[index] = kept;
    this.least[index] = kept.at(-1)?.likeness ?? 0;
  }

  /** For each name that was sought, in their order, the most alike first. */
  answers(): readonly (readonly Alike[])[] {
    return this.found.map((some) => this.best(some));
  }

  private best(some: readonly Alike[]): Alike[] {
    return [...some].sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? 1 : -1)).slice(0, this.most);
  }
}
