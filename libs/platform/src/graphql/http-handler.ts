import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { mistakeOf } from '../http/failures.js';
import { compressed } from '../http/compression.js';
import { correlationIdOf } from '../logging/correlation.js';
import { type Logger } from '../logging/logger.js';
import { ApiError } from '../http/api-error.js';
import { invalidToken, ourFault } from './access-error.js';
import { callerName } from './caller-name.js';
import { isForgeable, refuseCrossSite } from './cross-site.js';
import { withRequestId } from './error-presenter.js';
import { type EventStreams, isStreamAsked } from './event-streams.js';
import { type FairTurns } from '../turns/fair-turns.js';
import { type GraphQLContext } from './graphql-context.js';
import { type Answer, type Cost, type GraphQLEngine, type Variables } from './graphql-engine.js';
import { type PreparedOperation } from './prepared-operation.js';
import { handOutInSlices, printInSlices } from './print-in-slices.js';
import { tellAllowance } from './request-budget.js';
import { type ContextFactory, credentialsOf } from './request-context.js';
import { bodyWithoutHash, isRecord, parametersOf, parsed, withoutHash } from './request-parts.js';
import { duringRequest, nextSlice } from '../turns/slices.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';
/** Accept headers of the usual clients and of our console, and the type that the answer to them has without further thought. */
const USUAL_TYPES = new Map<string | undefined, string>([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/json, */*', JSON_TYPE],
  ['application/graphql-response+json, application/json', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
]);
const OPERATION_KEYS = new Set(['query', 'variables', 'operationName']);

/** What a request asks for. */
interface Asked {
  readonly operation: PreparedOperation;
  readonly variables: Variables;
  /** Of what one caller does at a time, nothing else is done beside it, and in slices that give way. */
  readonly isDear: boolean;
}

export interface GraphQLHttpServices {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly engine: GraphQLEngine;
  readonly contexts: ContextFactory;
  readonly turns: FairTurns;
  readonly streams: EventStreams;
  readonly publicUrl: string;
  readonly logger: Logger;
}

/**
 * `/graphql` over HTTP. What is known and plain is answered at once; everything else takes the long way through Apollo,
 * which negotiates, parses and validates, and comes back to the same engine by its plugin.
 */
export class GraphQLHttpHandler {
  constructor(private readonly services: GraphQLHttpServices) {}

  readonly handle = async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | Buffer | Readable | FastifyReply> => {
    let context: GraphQLContext | undefined;
    try {
      context = await this.services.contexts.forRequest(request, reply);
      const isInvalid =
        credentialsOf(request.headers).authorization !== undefined && context.actor.kind === 'anonymous';
      if (!isInvalid) refuseCrossSite(request, context.actor, this.services.publicUrl);
      this.services.engine.admit(context);
      if (isInvalid) throw invalidToken();
      if (isStreamAsked(request)) {
        const told = context;
        return await this.services.streams.answer(request, reply, parametersOf(request), () =>
          this.tellAllowance(reply, told),
        );
      }
      const reading = this.read(request, context);
      const asked = reading instanceof Promise ? await reading : reading;
      const answer = await this.inTurn(request, reply, context, asked);
      this.tellAllowance(reply, context);
      return isForgeable(context.actor) ? answer : await compressed(request, reply, answer);
    } catch (error) {
      const refused =
        error instanceof ApiError
          ? refuse(reply, error, this.factsOf(request, context))
          : this.fail(error, reply, this.factsOf(request, context));
      if (context !== undefined) this.tellAllowance(reply, context);
      return refused;
    }
  };

  /** Of a request that is refused. */
  private factsOf({ headers }: FastifyRequest, context: GraphQLContext | undefined): RefusedRequest {
    return context === undefined
      ? { correlationId: correlationIdOf(headers) }
      : { correlationId: context.correlationId, cost: this.services.engine.costOf(context) };
  }

  private tellAllowance(reply: FastifyReply, context: GraphQLContext): void {
    const { policy, ...allowance } = this.services.engine.allowance(context);
    tellAllowance(reply, policy, allowance);
  }

  private inTurn(
    request: FastifyRequest,
    reply: FastifyReply,
    context: GraphQLContext,
    asked: Asked | undefined,
  ): Promise<string | Readable> {
    const isDear = asked?.isDear === true;
    return this.services.turns.run(
      callerName(context),
      () => duringRequest(context.actor, isDear, () => this.answer(request, reply, context, asked)),
      isDear ? Number.POSITIVE_INFINITY : 1,
    );
  }

  private answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: GraphQLContext,
    asked: Asked | undefined,
  ): string | Promise<string | Readable> {
    // Whoever went away while waiting for a turn is not answered any more.
    if (request.socket.destroyed) return '';
    const type = USUAL_TYPES.get(request.headers.accept);
    if (asked === undefined || type === undefined || !isPlain(request, asked))
      return this.byApollo(request, reply, context);
    if (asked.isDear) return this.answerInSlices(reply, context, asked, type);
    const answer = this.services.engine.run(asked.operation, asked.variables, context);
    return answer instanceof Promise
      ? answer.then((settled) => send(reply, settled, type))
      : send(reply, answer, type);
  }

  private async answerInSlices(
    reply: FastifyReply,
    context: GraphQLContext,
    { operation, variables }: Asked,
    type: string,
  ): Promise<Readable> {
    await nextSlice(context.actor);
    const answer = await this.services.engine.run(operation, variables, context);
    setHead(reply, answer, type);
    const parts = await printInSlices(context.actor, answer.body);
    reply.header(
      'content-length',
      parts.reduce((length, part) => length + part.length, 0),
    );
    return Readable.from(handOutInSlices(context.actor, parts), { objectMode: false, highWaterMark: 1 });
  }

  /** What a request asks for; undefined where it cannot be read, which Apollo words. A new text is prepared in a turn of its caller's. */
  private read(
    request: FastifyRequest,
    context: GraphQLContext,
  ): Asked | undefined | Promise<Asked | undefined> {
    const { query, operationName, variables } = parametersOf(request);
    if (typeof query !== 'string') return undefined;
    if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
    if (!isAbsent(variables) && !isRecord(variables)) return undefined;
    const { engine, turns } = this.services;
    const name = operationName ?? undefined;
    const known = engine.find(query, name);
    if (known !== undefined) return asking(known, variables ?? {});
    return turns
      .run(callerName(context), () => prepared(engine, query, name))
      .then((operation) => (operation === undefined ? undefined : asking(operation, variables ?? {})));
  }

  /** Answers what failed before or around GraphQL: a body that cannot be read, or a fault of ours. */
  readonly handleError = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const mistake = mistakeOf(error);
    const facts = this.factsOf(request, undefined);
    reply.send(
      mistake === undefined
        ? this.fail(error, reply, facts)
        : refuse(reply, new ApiError('BAD_REQUEST', mistake.message, mistake.status), facts),
    );
  };

  private fail(error: unknown, reply: FastifyReply, facts: RefusedRequest): string {
    const { correlationId } = facts;
    this.services.logger.error({ correlationId, err: error }, 'A request failed');
    return refuse(reply, ourFault(correlationId), facts);
  }

  private async byApollo(
    request: FastifyRequest,
    reply: FastifyReply,
    context: GraphQLContext,
  ): Promise<string> {
    const response = await this.services.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headerMap(request.headers),
        search: request.url.includes('?')
          ? withoutHash(request.url.slice(request.url.indexOf('?')), request.query)
          : '',
        body: bodyWithoutHash(request.body),
      },
      context: async () => context,
    });
    for (const [name, value] of response.headers) {
      // Our own says more than Apollo's.
      if (name !== 'cache-control') reply.header(name, value);
    }
    reply.code(response.status ?? 200);
    if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
    return reply.statusCode < 400 ? response.body.string : this.withFacts(response.body.string, context);
  }

  /** What Apollo refuses before it has read it has passed no plugin of ours. */
  private withFacts(text: string, context: GraphQLContext): string {
    const body = parsed(text);
    if (!isRecord(body) || body.extensions !== undefined || !Array.isArray(body.errors)) return text;
    const errors = withRequestId(body.errors as GraphQLFormattedError[], context.correlationId);
    return JSON.stringify({ errors, extensions: { cost: this.services.engine.costOf(context) } });
  }
}

const asking = (operation: PreparedOperation, variables: Variables): Asked => ({
  operation,
  variables,
  isDear: operation.isDear(variables),
});

/** Undefined where it has a mistake that Apollo words. */
function prepared(
  engine: GraphQLEngine,
  query: string,
  operationName: string | undefined,
): PreparedOperation | undefined {
  try {
    return engine.prepareText(query, operationName);
  } catch (error) {
    if (error instanceof GraphQLError && !(error instanceof ApiError)) return undefined;
    throw error;
  }
}

/** A posted query or mutation and nothing else, which our engine answers by itself. A subscription that asks for JSON is refused, in Apollo's turn. */
function isPlain({ method, body }: FastifyRequest, { operation }: Asked): boolean {
  if (method !== 'POST') return false;
  for (const key in body as object) if (!OPERATION_KEYS.has(key)) return false;
  return operation.kind !== OperationTypeNode.SUBSCRIPTION;
}

function send(reply: FastifyReply, answer: Answer, type: string): string {
  setHead(reply, answer, type);
  return `${JSON.stringify(answer.body)}\n`;
}

function setHead(reply: FastifyReply, answer: Answer, type: string): void {
  // An application/json client takes 200 for a well-formed answer about a request that could not be run.
  const status = type === JSON_TYPE && answer.status === 400 && isBadInput(answer) ? 200 : answer.status;
  if (status !== 200) reply.code(status);
  if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
  if (answer.challenge !== undefined) reply.header('www-authenticate', answer.challenge);
  reply.header('content-type', type);
}

/** GraphQL over HTTP, section 6.4.1: mistakes that GraphQL itself defines are 200 for application/json. */
export const isBadInput = (answer: Pick<Answer, 'body'>): boolean =>
  answer.body.data === undefined &&
  (answer.body.errors ?? []).every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');

/** What is told of a request that is refused before it becomes GraphQL. */
interface RefusedRequest {
  readonly correlationId: string;
  /** Absent where nobody knows yet who asks. */
  readonly cost?: Cost;
}

function refuse(reply: FastifyReply, error: ApiError, { correlationId, cost }: RefusedRequest): string {
  reply
    .code(error.status ?? 400)
    .header('content-type', JSON_TYPE)
    .header('x-request-id', correlationId);
  const retryAfter = error.retryAfter ?? (error.status === 503 ? 2 : undefined);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (error.challenge !== undefined) reply.header('www-authenticate', error.challenge);
  if (error.status === 405) reply.header('allow', 'POST');
  const errors = withRequestId([{ message: error.message, extensions: error.extensions }], correlationId);
  return JSON.stringify({ errors, ...(cost === undefined ? {} : { extensions: { cost } }) });
}

function headerMap(headers: FastifyRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
