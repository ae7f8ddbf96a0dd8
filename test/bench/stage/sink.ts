import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startProcess } from './processes.js';

/** What a sink is told, and what it tells. */
export type ToSink = { readonly kind: 'expect'; readonly count: number };
export type FromSink =
  { readonly kind: 'listening'; readonly url: string } | { readonly kind: 'all'; readonly at: number };

/** A local server that receives, in a process of its own, so that receiving costs neither side. */
export interface Sink {
  readonly url: string;
  /** Waits until so much has come since the last time; gives the wall clock's moment of the last one. */
  all(count: number): Promise<number>;
}

const PATIENCE_MS = 120_000;

/** Starts one of the sinks among the references: `mail-sink`, `webhook-sink`. */
export async function startSink(program: string): Promise<Sink> {
  let url = '';
  const sink = await startProcess(
    `test/bench/reference/${program}.js`,
    {},
    {
      onMessage: (message) => {
        const told = message as FromSink;
        if (told.kind === 'listening') url = told.url;
      },
      isReady: async () => url !== '',
    },
  );
  return {
    url,
    all: async (count) => {
      const expected: ToSink = { kind: 'expect', count };
      sink.child.send(expected);
      const told = (await nextMessage(sink.child)) as FromSink;
      if (told.kind !== 'all') throw new Error(`${program} says something else`);
      return told.at;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })) as unknown[];
  return message;
}
