import { once } from 'node:events';
import { type FromSink, type ToSink } from '../stage/sink.js';

const LOOK_EVERY_MS = 2;

/** Tells the benchmark where a sink listens and, told how much to expect, the moment at which it had it all. Ends with the benchmark. */
export async function answerWhenAll(sink: {
  readonly url: string;
  readonly count: number;
  clear(): void;
}): Promise<never> {
  const tell = (message: FromSink): void => void process.send?.(message);
  tell({ kind: 'listening', url: sink.url });
  process.on('message', ({ count }: ToSink) => {
    const timer = setInterval(() => {
      if (sink.count < count) return;
      clearInterval(timer);
      // The wall clock is the one that two processes share.
      tell({ kind: 'all', at: Date.now() });
      sink.clear();
    }, LOOK_EVERY_MS);
  });
  await once(process, 'disconnect');
  process.exit(0);
}
