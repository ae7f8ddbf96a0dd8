import { isUtf8 } from 'node:buffer';
import { type FastifyInstance } from 'fastify';

/** The body is not UTF-8, so it is no JSON (RFC 8259, section 8.1). */
class NotUtf8 extends Error {
  override readonly name = 'SyntaxError';
  readonly statusCode = 400;
}

/**
 * Bodies are JSON or refused (415): no forms, no plain text. Fastify's own parser would turn bytes that are no UTF-8 into
 * replacement characters in silence; keys that reach for prototypes are refused.
 */
export function jsonBodiesOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (isUtf8(bytes)) void parse(request, bytes.toString('utf8'), done);
    else done(new NotUtf8('The body is not UTF-8.'));
  });
}
