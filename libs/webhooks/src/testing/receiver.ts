import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What the body says. */
  readonly told: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: {
      readonly subjectType: string;
      readonly subjectId: string;
      readonly externalReference: string | null;
      readonly conferenceId: string;
    };
  };
}

export interface Receiver {
  readonly url: string;
  /** Everything that came, in the order in which it came in whole. */
  readonly received: Received[];
  /** How it answers on this path from now on. Until then: 200. */
  answer(path: string, how: number | ((response: ServerResponse, received: Received) => void)): void;
  /** The subjects that were told of on this path, in order. */
  subjects(path: string): string[];
  close(): Promise<void>;
}

/** A partner's system, as far as it receives; on 127.0.0.1. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const answers = new Map<string, (response: ServerResponse, received: Received) => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      const [path = '', body] = [request.url, Buffer.concat(parts).toString()];
      const one = {
        path,
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        told: JSON.parse(body) as Received['told'],
      };
      received.push(one);
      const how = answers.get(path);
      if (how === undefined) response.writeHead(200).end();
      else how(response, one);
    });
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (path, how) =>
      void answers.set(path, typeof how === 'function' ? how : (response) => response.writeHead(how).end()),
    subjects: (path) => received.flatMap((one) => (one.path === path ? [one.told.data.subjectId] : [])),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** Answers with as many bytes, as fast as they are taken. */
export const answerBytes =
  (bytes: number) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': String(bytes) });
    let left = bytes;
    const part = Buffer.alloc(65_536, 'x');
    const more = (): void => {
      if (response.destroyed || left <= 0) return void response.end();
      const next = left < part.length ? part.subarray(0, left) : part;
      left -= next.length;
      response.write(next, () => setImmediate(more));
    };
    more();
  };
