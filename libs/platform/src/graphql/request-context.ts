import { type IncomingHttpHeaders } from 'node:http';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { isDatabaseUnavailable, isDiskFull } from '../database/database.js';
import { correlationIdOf } from '../logging/correlation.js';
import { type Logger } from '../logging/logger.js';
import { ApiError } from '../http/api-error.js';
import { ourFault } from './access-error.js';
import { BUSY, DISK_FULL, DISK_RETRY } from './error-presenter.js';
import { type Authenticator, type CredentialHeaders } from './authenticator.js';
import { GraphQLContext } from './graphql-context.js';

/** The credential of a request. Whoever sends a token means the token: cookies beside it are not looked at. */
export function credentialsOf(headers: IncomingHttpHeaders): CredentialHeaders {
  const { authorization, cookie } = headers;
  // Clients that have no token often send the header without one.
  return authorization === undefined || authorization.trim() === '' ? { cookie } : { authorization };
}

/** Finds out who asks and makes the request's context. */
export class ContextFactory {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly logger: Logger,
  ) {}

  async forRequest(request: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext> {
    const correlationId = correlationIdOf(request.headers);
    reply.header('x-request-id', correlationId);
    return this.make(credentialsOf(request.headers), correlationId, request.ip, reply);
  }

  /** Throws an ApiError that says 503 or 500 when nobody could be asked. */
  async make(
    credentials: CredentialHeaders,
    correlationId: string,
    clientAddress: string,
    reply?: FastifyReply,
  ): Promise<GraphQLContext> {
    try {
      const actor = await this.authenticator.authenticate(credentials);
      return new GraphQLContext(actor, correlationId, clientAddress, reply);
    } catch (error) {
      if (isDiskFull(error)) {
        this.logger.error({ correlationId, err: error }, 'The disk of the database server is full');
        throw new ApiError('DISK_FULL', DISK_FULL, 503, { correlationId, retryAfter: DISK_RETRY });
      }
      const isPassing = isDatabaseUnavailable(error);
      if (isPassing) this.logger.warn({ correlationId, err: error }, 'Nobody could be authenticated');
      else this.logger.error({ correlationId, err: error }, 'Authentication failed');
      throw isPassing
        ? new ApiError('SERVICE_UNAVAILABLE', BUSY, 503, { correlationId })
        : ourFault(correlationId);
    }
  }
}
