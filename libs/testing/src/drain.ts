/** A condition did not come true in time. The message says which. */
export class DrainTimeout extends Error {
  override readonly name = 'DrainTimeout';
}

export interface DrainOptions {
  /** What is waited for, as the end of "waited 5 s for …". */
  readonly what: string;
  /** Default 30 seconds: the machine may be busy with other tests. */
  readonly timeoutMs?: number;
  /** Default 25 ms. */
  readonly everyMs?: number;
  /** Added to the message at a time-out, to say how far it came. */
  readonly progress?: () => unknown;
}

/**
 * Asks until the condition answers something true, and returns that.
 * @throws DrainTimeout when it does not in time, and at once whatever the condition throws.
 */
export async function drain<Result>(
  condition: () => Result | Promise<Result>,
  { what, timeoutMs = 30_000, everyMs = 25, progress }: DrainOptions,
): Promise<NonNullable<Exclude<Result, false | 0 | ''>>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await condition();
    if (result) return result as NonNullable<Exclude<Result, false | 0 | ''>>;
    if (performance.now() >= deadline) {
      const far = progress ? `; so far: ${JSON.stringify(await progress())}` : '';
      throw new DrainTimeout(`waited ${timeoutMs / 1000} s for ${what}${far}`);
    }
    await new Promise((next) => setTimeout(next, everyMs));
  }
}
