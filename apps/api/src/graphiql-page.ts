import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';

const PATH = '/graphiql';

/** Serves the built GraphiQL: a page without anybody's data, which asks for a token. Where it is not built, nothing is there. */
export const graphiqlPage =
  (directory: string) =>
  async (fastify: FastifyInstance): Promise<void> => {
    const index = join(directory, 'index.html');
    if (!existsSync(index)) return;
    const page = readFileSync(index, 'utf8');
    for (const path of [PATH, `${PATH}/`])
      fastify.get(path, (_request, reply) =>
        reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page),
      );
    await fastify.register(fastifyStatic, {
      root: join(directory, 'assets'),
      prefix: `${PATH}/assets/`,
      decorateReply: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply) => {
        reply.header('cache-control', 'public, max-age=31536000, immutable');
        reply.removeHeader('vary');
      },
    });
  };
