import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address behind which servers change places, as a name or a floating address does. */
export interface MovingLine {
  /** The first server's address, by way of this line. */
  readonly url: string;
  /** What is opened from now on leads to this server; what is open stays where it is. */
  leadTo(address: string): void;
  close(): Promise<void>;
}

/** @param address of the first server, as a URL. */
export async function movingLine(address: string): Promise<MovingLine> {
  let target = new URL(address);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    leadTo: (next) => void (target = new URL(next)),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
