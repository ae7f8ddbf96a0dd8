import { type ServerResponse } from 'node:http';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError } from 'graphql';
import { ApiError } from '../http/api-error.js';
import { accessError } from './access-error.js';
import { BUSY } from './error-presenter.js';
import { addressName } from './caller-name.js';
import {
  COME_BACK_IN,
  MOST_UNSENT,
  PING_EVERY_MS,
  RECHECK_EVERY_MS,
  TOO_MANY_FROM_THERE,
} from './subscription-server.js';
import {
  type Line,
  SubscriptionSession,
  type SubscriptionServices,
  TOO_MANY,
  UNAUTHORIZED,
} from './subscription-session.js';

const STREAM_TYPE = 'text/event-stream';
/** A comment, which no client looks at: a proxy sees that the line is in use, and we that it is there. */
const HEARTBEAT = ':\n\n';

/** Whether a request asks for its answer as a stream of events. Clients that take JSON too (urql) send that with every query. */
export const isStreamAsked = ({ headers: { accept = '' } }: FastifyRequest): boolean =>
  accept.includes(STREAM_TYPE) && !accept.includes('json');

/**
 * Subscriptions as server-sent events, for networks that cut WebSockets: the protocol of graphql-sse, distinct connections mode, at the
 * API's own address. A posted subscription is answered by events `next` until it is `complete`. Who may subscribe, how often, and what an event
 * tells is the same as over WebSocket, by the same session; whoever is not the same any longer hears so and is closed.
 */
export class EventStreams {
  private readonly lines = new Set<StreamLine>();
  private isClosed = false;

  constructor(private readonly services: SubscriptionServices) {}

  /**
   * Answers a request that has passed the doors of every request. Throws API errors before it begins; then it tells them as events.
   * @param tellAllowance puts what is left to the caller into the headers, once the subscription is charged.
   */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { query, operationName, variables }: Readonly<Record<string, unknown>>,
    tellAllowance: () => void,
  ): Promise<FastifyReply> {
    // Clients that were sent away come back at once, and a server waits for its answers to end.
    if (this.isClosed) throw new ApiError('SERVICE_UNAVAILABLE', BUSY, 503, { retryAfter: 1 });
    const release = this.services.held.addresses.take(addressName(request.ip));
    if (release === undefined)
      throw new ApiError('RATE_LIMITED', TOO_MANY_FROM_THERE, 429, { retryAfter: COME_BACK_IN });
    const line = new StreamLine(reply);
    line.onEnd(release);
    const session = new SubscriptionSession(this.services, line, request.raw, request.ip);
    line.onEnd(() => session.ended());
    try {
      if (!(await session.connect(undefined)) || !line.isOpen) throw refusalOf(line.closedWith);
      const prepared = await session.prepare(
        {
          query: typeof query === 'string' ? query : '',
          operationName: typeof operationName === 'string' ? operationName : null,
          variables: (variables ?? {}) as Record<string, unknown>,
        },
        1,
      );
      tellAllowance();
      if (!('session' in prepared)) return await refused(reply, prepared, line);
      const result = await session.subscribe(prepared);
      if (!(Symbol.asyncIterator in result)) return await refused(reply, result.errors ?? [], line);
      this.begin(line, session, result);
      return reply;
    } catch (error) {
      line.end();
      throw error;
    }
  }

  /** Says goodbye to everybody: clients come back to another process. */
  close(): void {
    this.isClosed = true;
    for (const line of this.lines) line.end();
  }

  private begin(
    line: StreamLine,
    session: SubscriptionSession,
    events: AsyncIterableIterator<ExecutionResult>,
  ): void {
    line.begin();
    this.lines.add(line);
    const heartbeat = setInterval(() => line.send(HEARTBEAT), PING_EVERY_MS);
    const recheck = setInterval(() => void session.recheck(), RECHECK_EVERY_MS);
    line.onEnd(() => {
      clearInterval(heartbeat);
      clearInterval(recheck);
      this.lines.delete(line);
      void events.return?.();
    });
    void tellAll(line, events);
  }
}

async function tellAll(line: StreamLine, events: AsyncIterable<ExecutionResult>): Promise<void> {
  for await (const { data, errors } of events) {
    if (!line.isOpen) return;
    line.tell('next', {
      ...(errors === undefined ? {} : { errors: errors.map((error) => error.toJSON()) }),
      data,
    });
  }
  line.complete();
}

/** Before the first event a refusal is an answer like any other. */
async function refused(
  reply: FastifyReply,
  errors: readonly GraphQLError[],
  line: StreamLine,
): Promise<FastifyReply> {
  line.end();
  // The id by which the session has logged it, not that of the doors before it.
  const requestId = errors[0]?.extensions.requestId;
  if (typeof requestId === 'string') reply.header('x-request-id', requestId);
  const isMuch = errors.some(({ extensions }) => extensions.code === 'RATE_LIMITED');
  return reply
    .code(isMuch ? 429 : 400)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: errors.map((error) => error.toJSON()) }));
}

function refusalOf(closedWith: { readonly code: number; readonly reason: string } | undefined): ApiError {
  if (closedWith?.code === TOO_MANY) return new ApiError('RATE_LIMITED', `${closedWith.reason}.`, 429);
  return accessError('UNAUTHENTICATED');
}

/** An answer that goes on. */
class StreamLine implements Line {
  closedWith: { readonly code: number; readonly reason: string } | undefined;
  private readonly raw: ServerResponse;
  private readonly endings: (() => void)[] = [];
  private hasBegun = false;
  private isOver = false;

  constructor(private readonly reply: FastifyReply) {
    this.raw = reply.raw;
    // The client went away, or was cut off.
    this.raw.once('close', () => this.over());
  }

  get isOpen(): boolean {
    return !this.isOver && this.closedWith === undefined && !this.raw.destroyed;
  }

  onEnd(ending: () => void): void {
    if (this.isOver) ending();
    else this.endings.push(ending);
  }

  begin(): void {
    this.hasBegun = true;
    this.reply.hijack();
    this.raw.writeHead(200, {
      ...(this.reply.getHeaders() as Record<string, string>),
      'content-type': `${STREAM_TYPE}; charset=utf-8`,
      'cache-control': 'no-store',
      connection: 'keep-alive',
      // nginx keeps answers back until they are long otherwise.
      'x-accel-buffering': 'no',
    });
    this.send(HEARTBEAT);
  }

  tell(event: 'next' | 'complete', data: object | null): void {
    this.send(`event: ${event}\ndata: ${data === null ? '' : JSON.stringify(data)}\n\n`);
  }

  send(text: string): void {
    if (this.isOver || this.raw.destroyed) return;
    // A client that does not read.
    if (this.raw.writableLength > MOST_UNSENT) this.raw.destroy();
    else this.raw.write(text);
  }

  complete(): void {
    if (this.hasBegun && !this.isOver) this.tell('complete', null);
    this.end();
  }

  /** Whoever may not be here any longer hears so, as an event, and that this is the end. */
  close(code: number, reason: string): void {
    if (this.closedWith !== undefined) return;
    this.closedWith = { code, reason };
    if (!this.hasBegun) return;
    const { message, extensions } = accessError(code === UNAUTHORIZED ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    const requestId = this.reply.getHeader('x-request-id');
    this.tell('next', { errors: [{ message, extensions: { ...extensions, requestId } }] });
    this.complete();
  }

  end(): void {
    if (this.hasBegun && !this.raw.destroyed) this.raw.end();
    this.over();
  }

  private over(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const ending of this.endings.splice(0)) ending();
  }
}
