import {
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLResponse,
  HeaderMap,
  type HTTPGraphQLHead,
} from '@apollo/server';
import { type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { OUR_FAULT } from '../http/failures.js';
import { type Logger } from '../logging/logger.js';
import { ApiError } from '../http/api-error.js';
import { isFault, maySeeDetails, withRequestId } from './error-presenter.js';
import { type GraphQLContext } from './graphql-context.js';
import { type Answer, type GraphQLEngine } from './graphql-engine.js';

/** Mistakes in the request that GraphQL itself defines. */
const REQUEST_MISTAKES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

const WITHOUT_DETAILS: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'The query cannot be read. Send a token that is valid to be told why.',
  GRAPHQL_VALIDATION_FAILED: 'The query does not fit the schema. Send a token that is valid to be told why.',
  OPERATION_RESOLUTION_FAILURE: 'The operation cannot be told from the request.',
};

/** What Apollo answers by itself of what failed inside it. */
export const maskFault = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError =>
  isFault(error) ? { message: OUR_FAULT, extensions: { code: 'INTERNAL' } } : formatted;

/** Apollo's own log quotes errors. */
export const QUIET: NonNullable<ApolloServerOptions<GraphQLContext>['logger']> = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Lets Apollo negotiate, parse and validate, and our engine run the operation. */
export function enginePlugin(engine: GraphQLEngine, logger: Logger): ApolloServerPlugin<GraphQLContext> {
  return {
    unexpectedErrorProcessingRequest: async ({ requestContext: { contextValue }, error }) =>
      logger.error({ correlationId: contextValue.correlationId, err: error }, 'Apollo failed'),
    requestDidStart: async () => ({
      responseForOperation: async (request) => {
        const { source, document, request: asked, contextValue } = request;
        const operation = engine.prepare(source, document, asked.operationName ?? undefined);
        if (operation === undefined) return null;
        if (operation.kind === OperationTypeNode.SUBSCRIPTION) return overWebSocket();
        const answer = await engine.run(operation, asked.variables ?? {}, contextValue);
        return { http: headOf(answer), body: { kind: 'single', singleResult: answer.body } };
      },
      willSendResponse: async (request) => adapt(request, engine),
    }),
  };
}

/** Apollo would begin to run it, and tell what went wrong inside. */
function overWebSocket(): GraphQLResponse {
  const { message, extensions } = new ApiError(
    'BAD_REQUEST',
    'Subscriptions come over WebSocket: connect to this address by the protocol graphql-transport-ws. Or send this request with `Accept: text/event-stream`, and events come as its answer.',
  );
  return {
    http: { status: 400, headers: new HeaderMap() },
    body: { kind: 'single', singleResult: { errors: [{ message, extensions }] } },
  };
}

function headOf(answer: Answer): HTTPGraphQLHead {
  const headers = new HeaderMap();
  if (answer.retryAfter !== undefined) headers.set('retry-after', String(answer.retryAfter));
  if (answer.challenge !== undefined) headers.set('www-authenticate', answer.challenge);
  return { status: answer.status, headers };
}

/**
 * GraphQL over HTTP, section 6.4: for clients that take application/json only, mistakes that GraphQL defines are 200.
 * Anonymous clients are told what kind of mistake it was and nothing about the schema.
 */
function adapt(request: GraphQLRequestContextWillSendResponse<GraphQLContext>, engine: GraphQLEngine): void {
  const { http, body } = request.response;
  if (body.kind !== 'single') return;
  const context = request.contextValue;
  body.singleResult.extensions ??= { cost: engine.costOf(context) };
  const faults = request.errors?.filter(isFault) ?? [];
  if (faults.length > 0) {
    http.status = 500;
    body.singleResult.errors = engine.presenter.present(faults, context).errors;
    return;
  }
  const { errors } = body.singleResult;
  if (errors === undefined || errors.length === 0) return;
  const code = (error: GraphQLFormattedError): string => String(error.extensions?.code);
  const accept = request.request.http?.headers.get('accept') ?? '*/*';
  const isPlainJson = !accept.includes('application/graphql-response+json');
  if (http.status === 400 && isPlainJson && errors.every((error) => REQUEST_MISTAKES.has(code(error)))) {
    http.status = 200;
  }
  const [first] = errors;
  const masked = first === undefined ? undefined : WITHOUT_DETAILS[code(first)];
  if (first !== undefined && masked !== undefined && !maySeeDetails(context.actor)) {
    body.singleResult.errors = [{ message: masked, extensions: { code: code(first) } }];
  }
  body.singleResult.errors = withRequestId(body.singleResult.errors ?? [], context.correlationId);
}
