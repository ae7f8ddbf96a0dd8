import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerNothingHere } from './failures.js';

/** Vite names the files below it by their content, so they never change. */
const HASHED = '/assets/';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Serves the built console. Pages are the console's own business, so every path that could be one gets its index;
 * everything else that nobody knows gets one and the same 404.
 */
export async function consoleRoutes(fastify: FastifyInstance, directory: string | undefined): Promise<void> {
  const isBuilt = directory !== undefined && existsSync(join(directory, 'index.html'));
  if (isBuilt) {
    await fastify.register(fastifyStatic, {
      root: directory,
      wildcard: false,
      index: false,
      cacheControl: false,
      // The build puts a .br and a .gz beside each file that gains by it.
      preCompressed: true,
      setHeaders: (reply, path) => {
        const isHashed = path.includes(HASHED);
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.removeHeader('vary');
      },
    });
  }
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    isBuilt && mayBePage(request) ? reply.sendFile('index.html') : answerNothingHere(reply);
  fastify.route({ method: METHODS, url: '/*', handler: (request, reply) => answer(request, reply) });
}

/** A path without a file's ending, asked for by something that shows pages. */
function mayBePage({ method, url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  const isReserved = /^\/(assets|graphql|health|metrics)(\/|$)/.test(path);
  const isFile = /\.[a-z0-9]+$/i.test(path);
  const accept = headers.accept ?? '*/*';
  const wantsPage = accept.includes('text/html') || accept.includes('*/*');
  return (method === 'GET' || method === 'HEAD') && !isReserved && !isFile && wantsPage;
}
