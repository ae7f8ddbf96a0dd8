import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Actor, type UserActor } from '#libs/kernel';
import { type Logger } from '../logging/logger.js';
import { withCorrelationId } from '../logging/correlation.js';
import { nextSlice } from '../turns/slices.js';
import { FairTurns } from '../turns/fair-turns.js';
import { ApiError } from '../http/api-error.js';
import { accessError, invalidToken } from './access-error.js';
import { allowOrigins, preflights } from './allowed-origins.js';
import { type Authenticator } from './authenticator.js';
import { callerName } from './caller-name.js';
import { isForgeable, isOfOurSite, refuseCrossSite } from './cross-site.js';
import { ErrorPresenter } from './error-presenter.js';
import { type GraphQLContext } from './graphql-context.js';
import { LIMITS } from './limits.js';
import { type RequestBudget, tellAllowance } from './request-budget.js';
import { ContextFactory, credentialsOf } from './request-context.js';

/** A file that is given out as it is made. */
export interface Download {
  readonly contentType: string;
  /** The value of `content-disposition`. */
  readonly disposition: string;
  /** The bytes; at the end plain values of what is to be said of the file. */
  readonly body: AsyncGenerator<Uint8Array, Readonly<Record<string, unknown>>>;
}

/**
 * Charges the caller for so many objects before they are read. The first time it refuses RATE_LIMITED where there are too few; later it
 * waits until there are, and as many again as half of what a caller can have.
 */
export type Charge = (objects: number) => Promise<void>;

/** What is asked for, by whom. A Refusal, an InvalidInput or an ApiError is answered in words. */
export type MakeDownload = (actor: UserActor, asked: unknown, charge: Charge) => Promise<Download>;

/** Downloads under way in a process, and of these one caller's; who has more to do waits for the first to end. */
const TURNS = { atOnce: 8, ofOneCaller: 1, waiting: 50, patience: 15_000 } as const;

/** Milliseconds in which a client takes what was made for it since it took the last piece. */
const PATIENCE_MS = 30_000;

/** Of refusals that say no status of their own. */
const STATUS: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  INTERNAL: 500,
};

/** What asks for the file and for what is said of it, as the two parts of a form: `file`, then `summary` in JSON. */
const WITH_SUMMARY = 'multipart/form-data';

export interface DownloadOptions {
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[];
  /** The same as that of `/graphql`. */
  readonly budget: RequestBudget;
  /** Milliseconds, for tests. */
  readonly patience?: number;
}

/**
 * Files over HTTP, for who is signed in: posted for with JSON by the rules of `/graphql`, so that no address holds what was asked. A
 * file that cannot be made to its end is broken off, and never looks whole; when its client goes away, its making ends.
 */
@Injectable()
export class Downloads {
  private readonly contexts: ContextFactory;
  private readonly presenter: ErrorPresenter;
  private readonly turns = new FairTurns(TURNS);

  constructor(
    private readonly host: HttpAdapterHost,
    authenticator: Authenticator,
    private readonly options: DownloadOptions,
  ) {
    this.contexts = new ContextFactory(authenticator, options.logger);
    this.presenter = new ErrorPresenter(options.logger);
  }

  /** Answers POST at this path. Called while the process starts. */
  post(path: string, make: MakeDownload): void {
    const { allowedOrigins } = this.options;
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.route({
      method: 'POST',
      url: path,
      config: { isLong: true },
      handler: (request, reply) => this.answer(request, reply, make),
      onRequest: (request, reply, done) => {
        allowOrigins(reply, request, allowedOrigins, ', Content-Disposition');
        done();
      },
    });
    preflights(fastify, path, allowedOrigins);
  }

  /**
   * Answers GET at this path, for files that are kept under an id and that a browser shows or saves itself: `asked` are the parts of
   * the path. Their name is in no address, nothing in them runs, and no cache keeps them.
   */
  get(path: string, make: MakeDownload): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().route({
      method: 'GET',
      url: path,
      config: { isLong: true },
      handler: (request, reply) => this.answer(request, reply, make),
      onRequest: (_request, reply, done) => {
        reply.header('content-security-policy', "default-src 'none'; sandbox");
        done();
      },
    });
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    make: MakeDownload,
  ): Promise<FastifyReply | object> {
    let context: GraphQLContext | undefined;
    try {
      context = await this.contexts.forRequest(request, reply);
      const actor = this.userOf(request, context);
      this.options.budget.charge(context, LIMITS.requestCost);
      const charge = this.chargeOf(context);
      const stream = await this.inTurn(request, reply, context, () => make(actor, askedOf(request), charge));
      this.tellAllowance(reply, context);
      return reply.send(stream);
    } catch (error) {
      const refused = this.refuse(reply, error, context);
      if (context !== undefined) this.tellAllowance(reply, context);
      return refused;
    }
  }

  private tellAllowance(reply: FastifyReply, context: GraphQLContext): void {
    const { budget } = this.options;
    tellAllowance(reply, budget.policy, budget.allowanceOf(context));
  }

  private chargeOf(context: GraphQLContext): Charge {
    const { budget } = this.options;
    let isFirst = true;
    return async (objects) => {
      if (isFirst) {
        isFirst = false;
        return budget.charge(context, objects);
      }
      for (let wait = 1; wait > 0;) {
        wait = budget.chargeSpare(context, objects);
        if (wait > 0) await sleep(wait);
      }
    };
  }

  private userOf(request: FastifyRequest, { actor }: GraphQLContext): UserActor {
    if (actor.kind !== 'user' && credentialsOf(request.headers).authorization !== undefined)
      throw invalidToken();
    this.refuseOtherSite(request, actor);
    if (actor.kind !== 'user') throw accessError('UNAUTHENTICATED');
    return actor;
  }

  private refuseOtherSite(request: FastifyRequest, actor: Actor): void {
    const { publicUrl } = this.options;
    if (request.method !== 'GET') refuseCrossSite(request, actor, publicUrl);
    else if (isForgeable(actor) && !isOfOurSite(request.headers, publicUrl))
      throw new ApiError('CROSS_SITE_REQUEST', 'This request comes from another site.', 403);
  }

  /** The stream, once it is its caller's turn; the turn ends with the stream. */
  private inTurn(
    request: FastifyRequest,
    reply: FastifyReply,
    context: GraphQLContext,
    make: () => Promise<Download>,
  ): Promise<Readable> {
    return new Promise((give, fail) => {
      const run = async (): Promise<void> => {
        const download = await withCorrelationId(context.correlationId, make);
        const pieces = describe(request, reply, download);
        const stream = Readable.from(this.handedOut(request, context, pieces), {
          objectMode: false,
          highWaterMark: 1,
        });
        if (request.raw.socket.destroyed) stream.destroy();
        give(stream);
        await finished(stream).catch(() => undefined);
      };
      this.turns.run(callerName(context), run).catch(fail);
    });
  }

  /** Piece by piece, as the client takes them; a failure resets the connection, for a polite end could be taken for the file's. */
  private async *handedOut(
    request: FastifyRequest,
    { actor, correlationId }: GraphQLContext,
    pieces: AsyncGenerator<Uint8Array, void>,
  ): AsyncGenerator<Uint8Array> {
    const { socket } = request.raw;
    const { logger, patience = PATIENCE_MS } = this.options;
    let impatient: NodeJS.Timeout | undefined;
    try {
      for await (const piece of pieces) {
        await nextSlice(actor);
        impatient = setTimeout(() => socket.resetAndDestroy(), patience);
        yield piece;
        clearTimeout(impatient);
      }
    } catch (error) {
      logger.error({ correlationId, err: error }, 'A download broke off');
      socket.resetAndDestroy();
      throw error;
    } finally {
      clearTimeout(impatient);
    }
  }

  private refuse(reply: FastifyReply, error: unknown, context: GraphQLContext | undefined): object {
    const circumstances = context ?? { actor: { kind: 'anonymous' } as const, correlationId: '' };
    const told = this.presenter.present([error as GraphQLError], circumstances);
    const [first] = told.errors;
    reply.code(told.status ?? statusOf(first));
    if (told.retryAfter !== undefined) reply.header('retry-after', told.retryAfter);
    if (told.challenge !== undefined) reply.header('www-authenticate', told.challenge);
    return { errors: told.errors };
  }
}

const askedOf = ({ method, params, body }: FastifyRequest): unknown => (method === 'GET' ? params : body);

const statusOf = (error: GraphQLFormattedError | undefined): number =>
  STATUS[String(error?.extensions?.code)] ?? 400;

/** Says what the answer is, and puts its parts together. */
function describe(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { contentType, disposition, body }: Download,
): AsyncGenerator<Uint8Array, void> {
  reply.header('cache-control', 'no-store');
  if (headers.accept?.includes(WITH_SUMMARY) !== true) {
    reply.header('content-type', contentType).header('content-disposition', disposition);
    return alone(body);
  }
  const boundary = randomUUID();
  reply.header('content-type', `${WITH_SUMMARY}; boundary=${boundary}`);
  return withSummary(body, boundary, contentType);
}

async function* alone(body: Download['body']): AsyncGenerator<Uint8Array, void> {
  yield* body;
}

async function* withSummary(
  body: Download['body'],
  boundary: string,
  contentType: string,
): AsyncGenerator<Uint8Array, void> {
  const head = (disposition: string, type: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`;
  yield Buffer.from(head('name="file"; filename="file"', contentType));
  const summary = yield* body;
  const words = JSON.stringify(summary);
  yield Buffer.from(`\r\n${head('name="summary"', 'application/json')}${words}\r\n--${boundary}--\r\n`);
}
