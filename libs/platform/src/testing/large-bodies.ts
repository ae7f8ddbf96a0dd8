import { connect, type Socket } from 'node:net';

/** What came back until the connection was closed. */
export interface Closed {
  readonly answer: string;
  readonly error: Error | undefined;
}

/** Writes to a new connection and reads until it is closed. */
function closedAfter(port: number, write: (socket: Socket) => void): Promise<Closed> {
  return new Promise((resolve) => {
    let answer = '';
    let error: Error | undefined;
    const socket = connect({ port, host: '127.0.0.1' }, () => write(socket));
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    socket.on('error', (failure) => (error = failure));
    socket.on('close', () => resolve({ answer, error }));
  });
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
const MEGABYTE = 'x'.repeat(1_000_000);

/** As clients do that read nothing before they have sent everything. */
export const sentAtOnce = (port: number): Promise<Closed> =>
  closedAfter(port, (socket) => {
    socket.pause();
    socket.write(`${HEAD}content-length: 20000000\r\n\r\n`);
    for (let sent = 0; sent < 20; sent += 1)
      socket.write(MEGABYTE, sent === 19 ? () => socket.resume() : undefined);
  });

/** The answer comes long before the last piece is sent. */
export const sentSlowly = (port: number): Promise<Closed> =>
  closedAfter(port, (socket) => {
    const pieces = Array.from({ length: 20 }, () => 'x'.repeat(100_000));
    const next = (): void => {
      const piece = pieces.pop();
      if (piece !== undefined) socket.write(piece, () => setTimeout(next, 5));
    };
    socket.write(`${HEAD}content-length: 2000000\r\n\r\n`, next);
  });

export const sentInChunks = (port: number): Promise<Closed> =>
  closedAfter(port, (socket) => {
    socket.pause();
    socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    for (let sent = 0; sent < 5; sent += 1) socket.write(`f4240\r\n${MEGABYTE}\r\n`);
    socket.write('0\r\n\r\n', () => socket.resume());
  });
