import { STATUS_CODES } from 'node:http';
import { type Socket } from 'node:net';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { correlationIdOf } from '../logging/correlation.js';
import { type Logger } from '../logging/logger.js';

/** All that is told of a fault of ours, beside the id under which the log has it. */
export const OUR_FAULT = 'Something went wrong on our side.';

const NOTHING_HERE = 'There is nothing here.';

/** What is wrong with a request that nobody could read, by status. */
const MISTAKES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  403: NOTHING_HERE,
  404: NOTHING_HERE,
  408: 'The request took too long.',
  412: 'The file has changed.',
  413: 'The request is too large.',
  414: 'The address is too long.',
  415: 'Send this as application/json.',
  416: 'The file is shorter than that.',
  431: 'The headers of the request are too large.',
};

/** What is answered to a request that is wrong. */
export interface Mistake {
  readonly status: number;
  readonly message: string;
}

/**
 * What an error says is wrong with the request; undefined where it is a fault of ours. A status alone says nothing: libraries
 * put one on errors of every kind.
 */
export function mistakeOf(error: unknown): Mistake | undefined {
  try {
    if (!(error instanceof Error)) return undefined;
    const { name, code, expose, statusCode } = error as Error & Readonly<Record<string, unknown>>;
    // Of Fastify, of the parser of JSON, of a client that went away while it was heard, and of the file server.
    const isOfRequest =
      name === 'SyntaxError' || expose === true || /^(FST_ERR_|ECONNRESET$)/.test(String(code));
    const message = isOfRequest && typeof statusCode === 'number' ? MISTAKES[statusCode] : undefined;
    return message === undefined ? undefined : { status: statusCode as number, message };
  } catch {
    return undefined;
  }
}

/** What is told of something that failed outside of GraphQL: a mistake, or a fault, which is logged here. */
export function tellFailure(
  error: unknown,
  { headers }: Pick<FastifyRequest, 'headers'>,
  logger: Logger,
): Mistake & { readonly correlationId?: string } {
  const mistake = mistakeOf(error);
  if (mistake !== undefined) return mistake;
  const correlationId = correlationIdOf(headers);
  logger.error({ correlationId, err: error }, 'A request failed');
  return { status: 500, message: OUR_FAULT, correlationId };
}

/** Answers what failed outside of GraphQL, in the form of all that is no GraphQL. */
export function answerFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): void {
  const { status, message, correlationId } = tellFailure(error, request, logger);
  reply.code(status).send({ status: message, correlationId });
}

export const answerNothingHere = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ status: NOTHING_HERE });

/** Fastify's own answers tell the messages of errors. */
export function ownFailures(fastify: FastifyInstance, logger: Logger): void {
  fastify.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, logger));
  fastify.setNotFoundHandler((_request, reply) => answerNothingHere(reply));
}

/** Answers what no route was looked for: an address that cannot be read, or that is too long. No hook has run. */
export function answerUnroutable(
  { statusCode = 400 }: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const status = statusCode in MISTAKES ? statusCode : 400;
  reply.code(status).send({ status: MISTAKES[status] });
}

const OF_CLIENTS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Answers what is no HTTP, or did not come in time. */
export function answerMalformed(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = OF_CLIENTS[error.code ?? ''] ?? 400;
  const body = JSON.stringify({ status: MISTAKES[status] });
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.write([...head, '', body].join('\r\n'));
  }
  socket.destroy(error);
}
