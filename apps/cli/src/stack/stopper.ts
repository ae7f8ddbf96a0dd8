/** Milliseconds that one part may take to stop before the next is stopped all the same. */
const PATIENCE_MS = 15_000;

/** Stops what was started, in the reverse order, however far the start came. */
export class Stopper {
  private readonly steps: { readonly name: string; readonly stop: () => Promise<void> | void }[] = [];
  private stopping: Promise<void> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  add(name: string, stop: () => Promise<void> | void): void {
    this.steps.push({ name, stop });
  }

  /** Safe to call twice: the second call waits for the first. */
  stopAll(): Promise<void> {
    this.stopping ??= this.stopEach();
    return this.stopping;
  }

  private async stopEach(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await withinLimit(Promise.resolve(step.stop()));
      } catch (error) {
        // One part that cannot stop must not keep the others, least of all the database, from stopping.
        this.say(`Stopping ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`not stopped after ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
