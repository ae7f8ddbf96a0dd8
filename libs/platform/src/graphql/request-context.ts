import { type IncomingHttpHeaders } from 'node:http';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { newId } from '#libs/kernel';
import { isDatabaseUnavailable, isDiskFull } from '../database/database.js';
import { type Logger } from '../logging/logger.js';
import { ApiError } from './api-error.js';
import { DISK_FULL, DISK_RETRY } from './error-presenter.js';
import { type Authenticator, type CredentialHeaders } from './authenticator.js';
import { GraphQLContext } from './graphql-context.js';

/** What a proxy or a client may send as the id of its request. */
const FORM_OF_ID = /^[\w.:-]{8,64}$/;

/** The request's own id, where it has a decent one, or a new one. */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && FORM_OF_ID.test(given) ? given : newId();
}

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
        ? new ApiError(
            'SERVICE_UNAVAILABLE',
            'The service is busy or restarting. Try again in a moment.',
            503,
            {
              correlationId,
            },
          )
        : new ApiError('INTERNAL', 'Something went wrong on our side.', 500, { correlationId });
    }
  }
}
