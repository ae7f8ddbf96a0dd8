import { type ApolloServer, HeaderMap } from '@apollo/server';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { type Logger } from '../logging/logger.js';
import { ApiError, invalidToken } from './api-error.js';
import { callerName } from './caller-name.js';
import { refuseCrossSite } from './cross-site.js';
import { type FairTurns } from './fair-turns.js';
import { type GraphQLContext } from './graphql-context.js';
import { type Answer, type GraphQLEngine, type Variables } from './graphql-engine.js';
import { type PreparedOperation } from './prepared-operation.js';
import { printInSlices } from './print-in-slices.js';
import { type ContextFactory, correlationIdOf, credentialsOf } from './request-context.js';

/** Accept headers of the usual clients, for which the answer is application/json without further thought. */
const PLAIN_JSON = new Set([undefined, '*/*', 'application/json', 'application/json, */*']);
const JSON_TYPE = 'application/json; charset=utf-8';
const HTTP_ERRORS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  408: 'The request took too long.',
  413: 'The request is too large.',
  415: 'Send this as application/json.',
};
/** Objects asked for by one request, from which on it is run alone among its caller's and printed in slices. */
const DEAR = 500;
const OPERATION_KEYS = new Set(['query', 'variables', 'operationName', 'extensions']);

interface KnownRequest {
  readonly operation: PreparedOperation;
  readonly variables: Variables;
}

export interface GraphQLHttpServices {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly engine: GraphQLEngine;
  readonly contexts: ContextFactory;
  readonly turns: FairTurns;
  readonly publicUrl: string;
  readonly logger: Logger;
}

/**
 * `/graphql` over HTTP. What is known and plain is answered at once; everything else takes the long way through Apollo,
 * which negotiates, parses and validates, and comes back to the same engine by its plugin.
 */
export class GraphQLHttpHandler {
  constructor(private readonly services: GraphQLHttpServices) {}

  readonly handle = async (request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> => {
    try {
      const context = await this.services.contexts.forRequest(request, reply);
      const isInvalid =
        credentialsOf(request.headers).authorization !== undefined && context.actor.kind === 'anonymous';
      if (!isInvalid) refuseCrossSite(request, context.actor, this.services.publicUrl);
      this.services.engine.admit(context);
      if (isInvalid) {
        reply.header('www-authenticate', 'Bearer error="invalid_token"');
        throw invalidToken();
      }
      return await this.services.turns.run(
        callerName(context),
        () => this.answer(request, reply, context),
        this.sizeOf(request),
      );
    } catch (error) {
      if (error instanceof ApiError) return refuse(reply, error);
      throw error;
    }
  };

  private answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: GraphQLContext,
  ): string | Promise<string | Buffer> {
    // Whoever went away while waiting for a turn is not answered any more.
    if (request.socket.destroyed) return '';
    const known = this.recognise(request);
    if (known === undefined) return this.byApollo(request, reply, context);
    const answer = this.services.engine.run(known.operation, known.variables, context);
    if (known.operation.cost(known.variables) > DEAR)
      return Promise.resolve(answer).then((settled) => {
        setHead(reply, settled);
        return printInSlices(context.actor, settled.body);
      });
    return answer instanceof Promise ? answer.then((settled) => send(reply, settled)) : send(reply, answer);
  }

  /** How many of its caller's places a request takes: all of them where it asks for much, or nobody knows yet for how much. */
  private sizeOf({ body }: FastifyRequest): number {
    const { query, operationName, variables } = isRecord(body) ? body : {};
    const operation =
      typeof query === 'string' && (isAbsent(operationName) || typeof operationName === 'string')
        ? this.services.engine.find(query, operationName ?? undefined)
        : undefined;
    const cost = operation?.cost(isRecord(variables) ? variables : {}) ?? Number.POSITIVE_INFINITY;
    return cost > DEAR ? Number.POSITIVE_INFINITY : 1;
  }

  /** Answers what failed before or around GraphQL: a body that cannot be read, or a fault of ours. */
  readonly handleError = (
    error: { readonly statusCode?: number },
    request: FastifyRequest,
    reply: FastifyReply,
  ): void => {
    const status = error.statusCode ?? 500;
    const message = HTTP_ERRORS[status];
    if (message !== undefined)
      return void reply.send(refuse(reply, new ApiError('BAD_REQUEST', message, status)));
    const correlationId = correlationIdOf(request.headers);
    this.services.logger.error({ correlationId, err: error }, 'A request failed');
    const masked = new ApiError('INTERNAL', 'Something went wrong on our side.', 500, { correlationId });
    reply.send(refuse(reply, masked));
  };

  private recognise({ method, headers, body }: FastifyRequest): KnownRequest | undefined {
    if (method !== 'POST' || !PLAIN_JSON.has(headers.accept) || !isRecord(body)) return undefined;
    const { query, variables, operationName } = body;
    if (typeof query !== 'string' || 'extensions' in body) return undefined;
    if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
    if (!isAbsent(variables) && !isRecord(variables)) return undefined;
    for (const key in body) if (!OPERATION_KEYS.has(key)) return undefined;
    const operation = this.services.engine.find(query, operationName ?? undefined);
    // Subscriptions come over WebSocket; Apollo words the refusal.
    if (operation === undefined || operation.kind === OperationTypeNode.SUBSCRIPTION) return undefined;
    return { operation, variables: variables ?? {} };
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
        search: request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '',
        body: request.body,
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

function send(reply: FastifyReply, answer: Answer): string {
  setHead(reply, answer);
  return `${JSON.stringify(answer.body)}\n`;
}

function setHead(reply: FastifyReply, answer: Answer): void {
  // An application/json client takes 200 for a well-formed answer about a request that could not be run.
  const status = answer.status === 400 && isBadInput(answer) ? 200 : answer.status;
  if (status !== 200) reply.code(status);
  if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
  reply.header('content-type', JSON_TYPE);
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
