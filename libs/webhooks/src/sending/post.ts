import { lookup as resolve, type LookupAddress } from 'node:dns';
import {
  Agent as PlainAgent,
  type ClientRequest,
  type IncomingMessage,
  request as requestPlain,
} from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Answer, type FailureReason } from '../domain/answer.js';
import { isReachable, type OwnNetworks } from '../domain/webhook-address.js';

/** How long one attempt may take, from the look-up of the name to the end of the answer. */
const LONGEST_MS = 15_000;
/** How much of an answer is read. The rest is not waited for. */
const MOST_READ = 1_000;

export interface PostOptions {
  readonly own?: OwnNetworks;
  readonly longestMs?: number;
  /** All addresses of a name, as `dns.lookup` with `all` gives them. */
  readonly resolveAll?: typeof resolveAll;
}

const resolveAll = (
  name: string,
  answer: (error: Error | null, addresses: readonly LookupAddress[]) => void,
): void => {
  resolve(name, { all: true, verbatim: true }, (error, addresses) => {
    answer(error, error === null ? addresses : []);
  });
};

class NotPublic extends Error {
  override readonly name = 'NotPublic';
}

/**
 * Posts to addresses that anybody may have typed. A name is looked up once for each connection, and the connection goes to an
 * address of that look-up that is reachable (`isReachable`), so that a name whose answer changes leads nowhere
 * else. Redirects are answers like others. Connections are kept for the next post to the same host.
 */
export class Post {
  private readonly agents: { readonly 'http:': PlainAgent; readonly 'https:': SecureAgent };
  private readonly longestMs: number;

  constructor(private readonly options: PostOptions = {}) {
    this.longestMs = options.longestMs ?? LONGEST_MS;
    const kept = { keepAlive: true, maxFreeSockets: 64, timeout: this.longestMs, lookup: this.lookup };
    this.agents = { 'http:': new PlainAgent(kept), 'https:': new SecureAgent(kept) };
  }

  /** Never throws. `url` was read by `webhookAddress`. */
  send(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isReachable(host, this.options.own)) {
      return Promise.resolve({ kind: 'failed', reason: 'NOT_PUBLIC' });
    }
    const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
    const start = protocol === 'http:' ? requestPlain : requestSecure;
    return new Promise((done) => {
      const request: ClientRequest = start(url, {
        method: 'POST',
        agent: this.agents[protocol],
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      });
      const end = (answer: Answer): void => {
        clearTimeout(timer);
        done(answer);
      };
      const timer = setTimeout(() => {
        end({ kind: 'failed', reason: 'TIMEOUT' });
        request.destroy();
      }, this.longestMs);
      request.on('error', (error) => {
        end({ kind: 'failed', reason: reasonOf(error) });
      });
      request.on('response', (response) => {
        void readAnswer(response).then(end);
      });
      request.end(body);
    });
  }

  close(): void {
    this.agents['http:'].destroy();
    this.agents['https:'].destroy();
  }

  private readonly lookup: LookupFunction = (name, options, callback) => {
    (this.options.resolveAll ?? resolveAll)(name, (error, all) => {
      const addresses = all.filter(({ address }) => isReachable(address, this.options.own));
      const [first] = addresses;
      if (error !== null) callback(error, '', 4);
      else if (first === undefined) callback(new NotPublic(), '', 4);
      else if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

/** Reads the beginning of an answer. A short one leaves the connection to the next post, a longer one ends it. */
async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size > MOST_READ) break;
    }
  } catch {
    // A status that has come counts, whatever becomes of the rest.
  }
  return {
    kind: 'answered',
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    body: Buffer.concat(parts).toString('utf8').slice(0, MOST_READ),
  };
}

function reasonOf(error: Error): FailureReason {
  if (error instanceof NotPublic) return 'NOT_PUBLIC';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'NOT_FOUND';
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'REFUSED';
  if (code === 'ETIMEDOUT') return 'TIMEOUT';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)) return 'CERTIFICATE';
  return 'BROKEN';
}
