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
  private isBusy = false;

  /** @param work answers in the order of the items. */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly most = 200,
  ) {}

  add(item: Item): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => this.waiting.push({ item, resolve, reject }));
    if (!this.isBusy) {
      this.isBusy = true;
      // Not at once: what the same turn of the event loop still adds travels along.
      setImmediate(() => void this.run());
    }
    return answer;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.most);
      try {
        const answers = await this.work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.isBusy = false;
  }
}
