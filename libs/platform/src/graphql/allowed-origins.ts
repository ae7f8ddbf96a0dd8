import { type IncomingHttpHeaders } from 'node:http';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerNothingHere } from '../http/failures.js';
import { varyBy } from '../http/security-headers.js';

/** What a page elsewhere may send beside what every page may. */
const ALLOWED_HEADERS = 'authorization, content-type, x-request-id';
/** What it may read of an answer beside its body and what every page may. */
const EXPOSED_HEADERS = 'RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, WWW-Authenticate';
/** Seconds that a browser remembers it: two hours are the most that browsers take. */
const REMEMBERED = 7_200;

/** Whether a request comes from a page of one of these origins. A list that is empty allows nobody. */
export const isOfAllowedOrigin = (
  { origin }: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): boolean => origin !== undefined && allowedOrigins.includes(origin);

/**
 * Lets pages of these origins call and read, on every answer, refusals included (CORS, Fetch standard, section 3.2); of its headers
 * also `moreHeaders`, each with a comma before it. Credentials
 * of the browser never come into it: no `Access-Control-Allow-Credentials`, so that a page shows nothing to anybody but whose
 * token it has. Where no origin is allowed nothing is said, and preflights find nothing, like everything that is not there.
 */
export function allowOrigins(
  reply: FastifyReply,
  request: FastifyRequest,
  origins: readonly string[],
  moreHeaders = '',
): void {
  if (origins.length === 0) return;
  varyBy(reply, 'Origin');
  if (!isOfAllowedOrigin(request.headers, origins)) return;
  reply.header('access-control-allow-origin', request.headers.origin);
  reply.header('access-control-expose-headers', EXPOSED_HEADERS + moreHeaders);
}

/** Answers the question that browsers ask before a request that no form could make. */
export function preflights(fastify: FastifyInstance, url: string, origins: readonly string[]): void {
  if (origins.length === 0) return;
  fastify.route({
    method: 'OPTIONS',
    url,
    handler: (request, reply) => {
      allowOrigins(reply, request, origins);
      const isAsked = request.headers['access-control-request-method'] !== undefined;
      if (!isAsked || !isOfAllowedOrigin(request.headers, origins)) return answerNothingHere(reply);
      return reply
        .code(204)
        .headers({
          'access-control-allow-methods': 'POST, GET',
          'access-control-allow-headers': ALLOWED_HEADERS,
          'access-control-max-age': REMEMBERED,
        })
        .send();
    },
  });
}
