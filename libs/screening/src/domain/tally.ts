/** Counts for each of a fixed number of things, of which few are counted before they are taken. */
export class Tally {
  private readonly counts: Int32Array;
  private readonly touched: Int32Array;
  private size = 0;

  constructor(things: number) {
    this.counts = new Int32Array(things);
    this.touched = new Int32Array(things);
  }

  add(thing: number): void {
    const before = this.counts[thing] ?? 0;
    if (before === 0) {
      this.touched[this.size] = thing;
      this.size += 1;
    }
    this.counts[thing] = before + 1;
  }

  /** Shows each thing that was counted `least` times or more with its count, and begins anew. */
  take(least: number, show: (thing: number, count: number) => void): void {
    for (let at = 0; at < this.size; at += 1) {
      const thing = this.touched[at] ?? 0;
      const count = this.counts[thing] ?? 0;
      this.counts[thing] = 0;
      if (count >= least) show(thing, count);
    }
    this.size = 0;
  }
}
