import { Agent, request } from 'node:http';
import autocannon, { type Options, type Request } from 'autocannon';

/** A request that is sent over and over. */
export interface BenchRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST as JSON; absent: GET. */
  readonly body?: unknown;
}

const CONNECTIONS = 20;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;

/** Requests a second that a server answers on 20 connections. Any answer but 200 is an error. */
export function requestsPerSecond(target: BenchRequest, seconds = SECONDS): Promise<number> {
  return fire({ url: target.url, ...toAutocannon(target) }, seconds);
}

/** Lets the server compile and connect before anything is measured. */
export async function warmUp(target: BenchRequest): Promise<void> {
  await requestsPerSecond(target, WARM_UP_SECONDS);
}

/**
 * A second's count of whole sequences: each of 20 connections sends the requests one after the other, over and over.
 * A request can be made from what the one before was answered.
 */
export async function sequencesPerSecond(
  url: string,
  requests: readonly Request[],
  seconds = SECONDS,
): Promise<number> {
  return (await fire({ url, requests: [...requests] }, seconds)) / requests.length;
}

async function fire(options: Options, seconds: number): Promise<number> {
  const result = await autocannon({ ...options, connections: CONNECTIONS, duration: seconds });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0)
    throw new Error(`${options.url}: ${errors} errors, ${timeouts} timeouts, ${non2xx} answers not 2xx`);
  return result.requests.total / result.duration;
}

const toAutocannon = ({ headers, body }: BenchRequest): Omit<Options, 'url'> =>
  body === undefined
    ? { method: 'GET', headers: { ...headers } }
    : {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      };

/** A client that sends one request after the other on one connection, for times of single requests. */
export class OneConnection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** The answer's JSON and the time from the request's first byte to the answer's last, in milliseconds. */
  async send(target: BenchRequest): Promise<{ readonly answer: unknown; readonly ms: number }> {
    const body = target.body === undefined ? undefined : JSON.stringify(target.body);
    const started = performance.now();
    const text = await new Promise<string>((done, failed) => {
      const sent = request(
        target.url,
        {
          agent: this.agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            ...target.headers,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => done(Buffer.concat(chunks).toString()));
          response.on('error', failed);
        },
      );
      sent.on('error', failed);
      sent.end(body);
    });
    return { ms: performance.now() - started, answer: JSON.parse(text) };
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Asks GraphQL once and gives the data. @throws with the errors, if there are any. */
export async function ask<Data>(target: BenchRequest): Promise<Data> {
  const client = new OneConnection();
  try {
    const { answer } = await client.send(target);
    const { data, errors } = answer as { data?: Data; errors?: unknown };
    if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors ?? answer));
    return data;
  } finally {
    client.close();
  }
}
