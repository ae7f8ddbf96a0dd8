import { once } from 'node:events';
import { smtpSink } from '#libs/testing';

/**
 * A local mail server in a process of its own, so that receiving costs neither side. Told how many messages to expect,
 * it says the moment at which it had them all.
 */
export type ToSink = { readonly kind: 'expect'; readonly count: number };
export type FromSink =
  { readonly kind: 'listening'; readonly url: string } | { readonly kind: 'all'; readonly at: number };

const LOOK_EVERY_MS = 2;
const sink = await smtpSink();
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
