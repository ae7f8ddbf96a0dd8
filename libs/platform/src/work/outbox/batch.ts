interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Joins calls that come while an earlier one is under way into one: one statement and one commit for many jobs, and no
 * wait when there is nothing to join. Items of a batch succeed or fail together.
 */
export class Batch<Item, Answer> {
  private waiting: Waiting<Item, Answer>[] = [];
  private running = 0;

  /**
   * @param work answers in the order of the items.
   * @param most items of one batch.
   * @param atOnce batches that are under way together, where full ones wait: one has the process while another waits for the
   *   database. What fills no batch waits for the one under way, for a small one costs as much as a large one.
   */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly most = 200,
    private readonly atOnce = 1,
  ) {}

  add(item: Item): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => this.waiting.push({ item, resolve, reject }));
    if (this.running === 0 || (this.running < this.atOnce && this.waiting.length >= this.most)) {
      this.running += 1;
      // Not at once: what the same turn of the event loop still adds travels along.
      setImmediate(() => void this.run());
    }
    return answer;
  }

  private async run(): Promise<void> {
    while (this.waiting.length >= (this.running === 1 ? 1 : this.most)) {
      const batch = this.waiting.splice(0, this.most);
      try {
        const answers = await this.work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.running -= 1;
  }
}
