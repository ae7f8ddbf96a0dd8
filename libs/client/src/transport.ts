import { setTimeout as sleep } from 'node:timers/promises';
import { type RawAnswer } from './answer.js';
import { UnexpectedAnswer, Unreachable } from './failures.js';

export interface ConnectionOptions {
  /** Address of the service, as in https://conference.example; the API is at `/graphql` of it. */
  readonly url: string;
  /** An API token, or what gives the present one: it is asked before each try. */
  readonly token: string | (() => string | Promise<string>);
  /** How often a request is sent again at most, after the first time; default 8, which is about three minutes. 0: never. */
  readonly mostRetries?: number;
  /** Milliseconds that one try may take; default 60,000. */
  readonly timeoutMs?: number;
  /** `Retry-After` is waited for up to so many milliseconds; where more is asked for, the refusal is given back. Default 300,000. */
  readonly longestWaitMs?: number;
  /** In the place of Node's own. */
  readonly fetch?: typeof fetch;
  /** In the place of waiting by the clock: for tests. */
  readonly pause?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: object;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Too much asked, busy or restarting, and what proxies say of a service that they do not reach. */
const PASSING = new Set([429, 502, 503, 504]);

/** Sends requests until they are answered. The same bytes each time, so that one idempotency key makes an act happen once. */
export class Transport {
  readonly url: string;
  private readonly fetch: typeof fetch;
  readonly pause: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

  constructor(private readonly options: ConnectionOptions) {
    this.url = `${options.url.replace(/(\/graphql)?\/*$/, '')}/graphql`;
    this.fetch = options.fetch ?? fetch;
    this.pause = options.pause ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }));
  }

  /**
   * @throws Unreachable after the last try without an answer
   * @throws UnexpectedAnswer at once for what is no GraphQL and will not become it
   */
  async send(request: GraphqlRequest, signal?: AbortSignal): Promise<RawAnswer> {
    const body = JSON.stringify(request);
    const { mostRetries = 8, longestWaitMs = 300_000 } = this.options;
    for (let tries = 1; ; tries++) {
      const attempt = await this.attempt(body, signal);
      if (attempt.kind === 'answered') return attempt.answer;
      const { retryAfter } = attempt;
      const waitMs = retryAfter === undefined ? pauseAfter(tries) : retryAfter * 1_000;
      if (tries > mostRetries || waitMs > longestWaitMs) {
        if (attempt.answer !== undefined) return attempt.answer;
        throw new Unreachable(`No answer from ${this.url} to ${tries} tries`, tries, {
          cause: attempt.cause,
        });
      }
      await this.pause(waitMs, signal);
    }
  }

  private async attempt(body: string, signal: AbortSignal | undefined): Promise<Attempt> {
    const { token, timeoutMs = 60_000 } = this.options;
    const authorization = `Bearer ${typeof token === 'string' ? token : await token()}`;
    signal?.throwIfAborted();
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const response = await this.fetch(this.url, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', accept: 'application/json' },
        body,
        // A token is for this address and no other.
        redirect: 'manual',
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
      return this.read(response, await response.text());
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof UnexpectedAnswer) throw cause;
      return { kind: 'failed', cause };
    }
  }

  private read({ status, headers }: Response, text: string): Attempt {
    const body = parsed(text);
    const retryAfter = secondsOf(headers.get('retry-after'));
    const answer = body && { status, retryAfter, requestId: headers.get('x-request-id') ?? undefined, body };
    if (PASSING.has(status))
      return { kind: 'failed', answer, cause: new UnexpectedAnswer(this.url, status), retryAfter };
    if (answer !== undefined) return { kind: 'answered', answer };
    // An answer that was cut, or a proxy's page about a service that is away.
    if (status < 300 || status >= 500)
      return { kind: 'failed', cause: new UnexpectedAnswer(this.url, status) };
    throw new UnexpectedAnswer(this.url, status);
  }
}

type Attempt =
  | { readonly kind: 'answered'; readonly answer: RawAnswer }
  | {
      readonly kind: 'failed';
      /** What the service said of it, where it said anything. */
      readonly answer?: RawAnswer | undefined;
      readonly retryAfter?: number | undefined;
      readonly cause: unknown;
    };

/** 1, 2, 4 … 60 seconds, each up to a fifth longer, so that many clients do not come back together. */
const pauseAfter = (tries: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (1 + Math.random() / 5);

/** `Retry-After` in seconds, which may be a time of day. */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function parsed(text: string): RawAnswer['body'] | undefined {
  try {
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)
      ? (body as RawAnswer['body'])
      : undefined;
  } catch {
    return undefined;
  }
}
