import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Before: the server never hears of what is sent. After: it has done it (and committed), and its answer gets lost. */
export type Cut = 'before' | 'after';

/** Stands between a client and PostgreSQL and cuts the line once for each time it is told to. */
export interface CommitCutter {
  /** The server's address with our port. */
  readonly url: string;
  /** At the next COMMIT; with `key`, at the one that travels with this idempotency key. */
  cutNext(cut: Cut, key?: string): void;
  /** At the next packet that carries this value, whatever is asked with it. */
  cutAt(value: string, cut: Cut): void;
  /** At the next packet that carries this value once the COMMIT with this idempotency key has gone through. */
  cutBehind(key: string, value: string, cut: Cut): void;
  close(): Promise<void>;
}

/** A message that says COMMIT, as it travels. */
const COMMIT = 'COMMIT\0';

interface Order {
  /** All that a packet must carry. */
  readonly marks: readonly string[];
  /** What then becomes of it; an order lets it pass and is the next one. */
  readonly then: Cut | Order;
}

export async function commitCutter(serverUrl: string): Promise<CommitCutter> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let armed: Order | undefined;

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
      if (armed?.marks.every((mark) => bytes.includes(mark)) === true) {
        const { then } = armed;
        armed = typeof then === 'object' ? then : undefined;
        if (then === 'before') {
          client.destroy();
          return;
        }
        isAnswerLost = then === 'after';
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
    cutNext: (cut, key) => (armed = { marks: key === undefined ? [COMMIT] : [COMMIT, key], then: cut }),
    cutAt: (value, cut) => (armed = { marks: [value], then: cut }),
    cutBehind: (key, value, cut) => (armed = { marks: [COMMIT, key], then: { marks: [value], then: cut } }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
