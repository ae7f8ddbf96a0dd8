import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type FromSink, type ToSink } from '../reference/mail-sink.js';
import { startProcess } from './processes.js';

/** The local mail server, in a process of its own. */
export interface MailSink {
  readonly url: string;
  /** Waits until so many messages have come since the last time; gives the wall clock's moment of the last one. */
  all(count: number): Promise<number>;
}

const PATIENCE_MS = 120_000;

export async function startMailSink(): Promise<MailSink> {
  let url = '';
  const sink = await startProcess(
    'test/bench/reference/mail-sink.js',
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
      if (told.kind !== 'all') throw new Error('The mail sink says something else');
      return told.at;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })) as unknown[];
  return message;
}
