/** Lets so many pieces of work run at once, a number that may change; the others wait in the order in which they came. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly count: () => number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting.length > 0 || this.running >= this.count())
      await new Promise<void>((turn) => this.waiting.push(turn));
    else this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.admit();
    }
  }

  /** The slot goes from hand to hand, so that nobody slips in between. */
  private admit(): void {
    while (this.running < this.count()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.running += 1;
      next();
    }
  }
}
