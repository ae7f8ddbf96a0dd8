import { connect } from 'node:net';

export interface SlowReading {
  /** The bytes of an HTTP request. */
  readonly request: string;
  /** Bytes that are taken at a time. */
  readonly bytes: number;
  readonly everyMs: number;
}

/** How a slow client fared until the server cut it. */
export interface SlowLife {
  readonly ms: number;
  /** Bytes. */
  readonly taken: number;
}

export interface SlowReader {
  /** The answer has begun to come. */
  readonly begun: Promise<void>;
  readonly cut: Promise<SlowLife>;
}

/** Asks, and takes a few bytes of the answer now and then, until the server has enough of it. */
export function slowReader(url: string, { request, bytes, everyMs }: SlowReading): SlowReader {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  let taken = 0;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const cut = new Promise<SlowLife>((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port),
      // Without this Node takes what comes and keeps it for us.
      onread: {
        buffer: Buffer.alloc(bytes),
        callback: (count) => {
          taken += count;
          begin();
          return false;
        },
      },
    });
    const sip = setInterval(() => socket.resume(), everyMs);
    socket.on('connect', () => socket.write(request));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(sip);
      begin();
      resolve({ ms: performance.now() - began, taken });
    });
  });
  return { begun, cut };
}

/** A query as the bytes of an HTTP/1.1 request. */
export function requestText(query: string, more: { variables?: object; token?: string } = {}): string {
  const body = JSON.stringify({ query, variables: more.variables });
  const token = more.token === undefined ? '' : `authorization: Bearer ${more.token}\r\n`;
  return `POST /graphql HTTP/1.1\r\nhost: localhost\r\n${token}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
