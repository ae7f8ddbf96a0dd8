import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can go silent: neither side hears anything any more, not even that it was cut. */
export interface SilentLine {
  /** The server's address, by way of this line. */
  readonly url: string;
  /** Swallows every byte in both directions, of connections that are open and of those that are opened now. */
  silence(): void;
  /** What was silenced stays silent; what is opened from now on goes through. */
  letNewOnesThrough(): void;
  close(): Promise<void>;
}

/** @param address of the server, as a URL. */
export async function silentLine(address: string): Promise<SilentLine> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  const passing = new Set<() => void>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let swallows = isSilent;
    const fallSilent = (): void => void (swallows = true);
    passing.add(fallSilent);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (!swallows) to.write(bytes);
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        passing.delete(fallSilent);
        // A line that is cut somewhere between tells neither end of the other's.
        if (!swallows) to.destroy();
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
    silence: () => {
      isSilent = true;
      for (const fallSilent of passing) fallSilent();
    },
    letNewOnesThrough: () => void (isSilent = false),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
