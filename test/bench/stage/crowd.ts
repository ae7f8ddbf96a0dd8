import { once } from 'node:events';
import { type FromClients, type ToClients } from '../reference/dear-clients.js';
import { type BenchRequest } from './load.js';
import { startProcess } from './processes.js';

/** Clients in a process of their own who send one request over and over. */
export interface Crowd {
  begin(request: BenchRequest, connections: number): void;
  /** Waits for what is under way; gives how many requests were answered. */
  stop(): Promise<number>;
}

export async function startCrowd(): Promise<Crowd> {
  let isReady = false;
  const { child } = await startProcess(
    'test/bench/reference/dear-clients.js',
    {},
    { onMessage: () => (isReady = true), isReady: async () => isReady },
  );
  const tell = (message: ToClients): void => void child.send(message);
  return {
    begin: (request, connections) => tell({ kind: 'begin', request, connections }),
    stop: async () => {
      const answer = once(child, 'message') as Promise<[FromClients]>;
      tell({ kind: 'stop' });
      const [message] = await answer;
      if (message.kind !== 'stopped') throw new Error('The clients say something else');
      return message.answered;
    },
  };
}
