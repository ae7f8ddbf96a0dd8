import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerMalformed, answerUnroutable } from './failures.js';
import { PlainRequest } from './plain-request.js';
import { protectiveHeaders } from './security-headers.js';

const LARGEST_BODY = 100_000;

export interface AdapterOptions {
  /** In milliseconds; see `CLIENT_LIMITS`. */
  readonly limits: Readonly<Record<'headers' | 'request' | 'check' | 'silence' | 'keepAlive', number>>;
  readonly scheme: Parameters<typeof protectiveHeaders>[0];
  readonly trustedProxies: readonly string[];
}

/** Nest would have its own handlers answer what fails outside of controllers, of which we have none. */
class OwnFailuresAdapter extends FastifyAdapter {
  override setErrorHandler(): FastifyInstance {
    return this.getInstance();
  }

  override setNotFoundHandler(): FastifyInstance {
    return this.getInstance();
  }
}

export function fastifyAdapter({ limits, scheme, trustedProxies }: AdapterOptions): FastifyAdapter {
  return new OwnFailuresAdapter({
    logger: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      answerUnroutable(error, request, reply.headers(protectiveHeaders(scheme))),
    clientErrorHandler: answerMalformed,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: LARGEST_BODY,
    requestTimeout: limits.request,
    connectionTimeout: limits.silence,
    keepAliveTimeout: limits.keepAlive,
    http: {
      IncomingMessage: PlainRequest,
      headersTimeout: limits.headers,
      connectionsCheckingInterval: limits.check,
    },
    skipMiddie: true,
  });
}
