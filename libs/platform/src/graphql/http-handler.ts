import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { mistakeOf } from '../http/failures.js';
import { correlationIdOf } from '../logging/correlation.js';
import { type Logger } from '../logging/logger.js';
import { ApiError } from '../http/api-error.js';
import { invalidToken, ourFault } from './access-error.js';
import { callerName } from './caller-name.js';
import { refuseCrossSite } from './cross-site.js';
import { type EventStreams, isStreamAsked } from './event-streams.js';
import { type FairTurns } from '../turns/fair-turns.js';
import { type GraphQLContext } from './graphql-context.js';
import { type Answer, type GraphQLEngine, type Variables } from './graphql-engine.js';
import { type PreparedOperation } from './prepared-operation.js';
import { handOutInSlices, printInSlices } from './print-in-slices.js';
import { type ContextFactory, credentialsOf } from './request-context.js';
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
  ): Promise<string | Readable | FastifyReply> => {
    let context: GraphQLContext | undefined;
    try {
      context = await this.services.contexts.forRequest(request, reply);
      const isInvalid =
        credentialsOf(request.headers).authorization !== undefined && context.actor.kind === 'anonymous';
      if (!isInvalid) refuseCrossSite(request, context.actor, this.services.publicUrl);
      this.services.engine.admit(context);
      if (isInvalid) throw invalidToken();
      if (isStreamAsked(request))
        return await this.services.streams.answer(request, reply, parametersOf(request));
      const reading = this.read(request, context);
      const asked = reading instanceof Promise ? await reading : reading;
      return await this.inTurn(request, reply, context, asked);
    } catch (error) {
      if (error instanceof ApiError) return refuse(reply, error);
      return this.fail(error, context?.correlationId ?? correlationIdOf(request.headers), reply);
    }
  };

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
    reply.send(
      mistake === undefined
        ? this.fail(error, correlationIdOf(request.headers), reply)
        : refuse(reply, new ApiError('BAD_REQUEST', mistake.message, mistake.status)),
    );
  };

  private fail(error: unknown, correlationId: string, reply: FastifyReply): string {
    this.services.logger.error({ correlationId, err: error }, 'A request failed');
    return refuse(reply, ourFault(correlationId));
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
    return response.body.string;
  }
}

/**
 * Clients of persisted queries send the hash of a text beside the text. Nothing is kept by hashes here, so with the text the hash
 * says nothing; alone it is refused, on which those clients send the text.
 */
function bodyWithoutHash(body: unknown): unknown {
  if (!isRecord(body) || !isText(body.query) || !isRecord(body.extensions)) return body;
  const { persistedQuery: _hash, ...extensions } = body.extensions;
  return { ...body, extensions };
}

/** The same of an address. */
function withoutHash(search: string, query: unknown): string {
  if (!isRecord(query) || !isText(query.query) || typeof query.extensions !== 'string') return search;
  const extensions = parsed(query.extensions);
  if (!isRecord(extensions)) return search;
  const { persistedQuery: _hash, ...others } = extensions;
  const parameters = new URLSearchParams(search);
  parameters.set('extensions', JSON.stringify(others));
  return `?${parameters.toString()}`;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

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

/** Where a GraphQL request says what it asks for: in its body, or in its address. */
function parametersOf({ method, body, query }: FastifyRequest): Readonly<Record<string, unknown>> {
  if (method === 'POST') return isRecord(body) ? body : {};
  const { variables, ...parameters } = query as Readonly<Record<string, unknown>>;
  return { ...parameters, variables: typeof variables === 'string' ? parsed(variables) : variables };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A posted query or mutation and nothing else, which our engine answers by itself. Subscriptions come over WebSocket; Apollo words that. */
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

/** Answers a request that is refused before it becomes GraphQL. */
export function refuse(reply: FastifyReply, error: ApiError): string {
  reply.code(error.status ?? 400).header('content-type', JSON_TYPE);
  const retryAfter = error.retryAfter ?? (error.status === 503 ? 2 : undefined);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (error.challenge !== undefined) reply.header('www-authenticate', error.challenge);
  if (error.status === 405) reply.header('allow', 'POST');
  return JSON.stringify({ errors: [{ message: error.message, extensions: error.extensions }] });
}

function headerMap(headers: FastifyRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
