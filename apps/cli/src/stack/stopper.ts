/** Milliseconds that one part may take to stop before the next is stopped all the same. */
const PATIENCE_MS = 15_000;

interface Step {
  readonly name: string;
  readonly stop: () => Promise<void> | void;
  readonly patienceMs: number;
}

/** Stops what was started, in the reverse order, however far the start came. */
export class Stopper {
  private readonly steps: Step[] = [];
  private stopping: Promise<void> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  /** @param moreMs for a part that takes its time on purpose. */
  add(name: string, stop: () => Promise<void> | void, moreMs = 0): void {
    this.steps.push({ name, stop, patienceMs: PATIENCE_MS + moreMs });
  }

  /** Safe to call twice: the second call waits for the first. */
  stopAll(): Promise<void> {
    this.stopping ??= this.stopEach();
    return this.stopping;
  }

  private async stopEach(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await withinLimit(Promise.resolve(step.stop()), step.patienceMs);
      } catch (error) {
        // One part that cannot stop must not keep the others, least of all the database, from stopping.
        this.say(`Stopping ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

async function withinLimit(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`not stopped after ${ms / 1000} s`)), ms);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
