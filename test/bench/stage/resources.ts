type Close = () => Promise<unknown>;

/** What was opened and has to be closed again, however it ends: whoever opens something says so here, and nobody else does. */
export class Resources {
  private opened: Close[] = [];

  /** To be told before the opening is over, for it may fail half-way. */
  add(close: Close): void {
    this.opened.push(close);
  }

  /** Closes what was opened last first. What cannot be closed is told and keeps nothing else open. */
  async closeAll(): Promise<void> {
    const opened = this.opened.reverse();
    this.opened = [];
    for (const close of opened) await close().catch((error: unknown) => console.error(error));
  }
}

/** Processes, databases and connections of the benchmark under way. */
export const ofBench = new Resources();
/** What all benchmarks of a run share. */
export const ofRun = new Resources();
