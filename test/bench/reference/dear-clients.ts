import { once } from 'node:events';
import { Agent, type IncomingMessage, request as open } from 'node:http';
import { type BenchRequest } from '../stage/load.js';

/** Clients who send one request over and over, in a process of their own, so that what they read delays no other client. */
export type ToClients =
  | { readonly kind: 'begin'; readonly request: BenchRequest; readonly connections: number }
  | { readonly kind: 'stop' };
/** `stopped` comes once the last request is answered, and says how many were. */
export type FromClients =
  { readonly kind: 'ready' } | { readonly kind: 'stopped'; readonly answered: number };

let isAsking = false;
let clients: Promise<number[]> = Promise.resolve([]);
const tell = (message: FromClients): void => void process.send?.(message);

process.on('message', (message: ToClients) => {
  isAsking = message.kind === 'begin';
  if (message.kind === 'begin') {
    clients = Promise.all(Array.from({ length: message.connections }, () => client(message.request)));
  } else {
    void clients.then((counts) =>
      tell({ kind: 'stopped', answered: counts.reduce((sum, count) => sum + count, 0) }),
    );
  }
});
tell({ kind: 'ready' });
await once(process, 'disconnect');
process.exit(0);

async function client({ url, headers, body }: BenchRequest): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const options = { agent, method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
  let answered = 0;
  for (; isAsking; answered += 1) {
    const sent = open(url, options);
    sent.end(JSON.stringify(body));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
    response.resume();
    await once(response, 'end');
  }
  agent.destroy();
  return answered;
}
