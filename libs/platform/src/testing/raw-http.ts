import { type IncomingHttpHeaders, request } from 'node:http';

/** An answer to a request whose every header is ours to choose, `Host` included: `fetch` sends its own. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From the first byte that was sent; making the body's bytes is not the server's work. */
  readonly ms: number;
}

export interface RawRequest {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** How many bytes of the body are sent, where the rest never comes. */
  readonly sent?: number;
}

/**
 * Posts a body and waits for the answer, which may come before all of the body was sent. @throws when the connection
 * ends without one: a server that falls over is never taken for one that refuses.
 */
export function rawPost(
  url: string,
  { path = '/graphql', headers, body, sent }: RawRequest,
): Promise<RawAnswer> {
  const bytes = Buffer.from(body);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asking = request(`${url}${path}`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': String(bytes.length),
        ...headers,
      },
    });
    let isAnswered = false;
    // Once the answer is there, it does not matter that the rest of the body finds nobody.
    asking.on('error', (error) => {
      if (!isAnswered) reject(error);
    });
    asking.on('response', (response) => {
      isAnswered = true;
      const parts: Buffer[] = [];
      const end = (): void => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
          ms: performance.now() - began,
        });
        if (sent !== undefined) asking.destroy();
      };
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', end)
        .on('error', end);
    });
    if (sent === undefined) asking.end(bytes);
    else asking.write(bytes.subarray(0, sent));
  });
}
