import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Before: the server never hears of the COMMIT. After: it has committed and its answer gets lost. */
export type Cut = 'before' | 'after';

/** Stands between a client and PostgreSQL and cuts the line at the next COMMIT, once for each time it is told to. */
export interface CommitCutter {
  /** The server's address with our port. */
  readonly url: string;
  cutNext(cut: Cut): void;
  close(): Promise<void>;
}

/** A simple-query message that says COMMIT, as it travels. */
const COMMIT = Buffer.from('COMMIT\0');

export async function commitCutter(serverUrl: string): Promise<CommitCutter> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let armed: Cut | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isAnswerLost = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (armed !== undefined && bytes.includes(COMMIT)) {
        const cut = armed;
        armed = undefined;
        if (cut === 'before') {
          client.destroy();
          return;
        }
        isAnswerLost = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (isAnswerLost) client.destroy();
      else client.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cutNext: (cut) => (armed = cut),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
