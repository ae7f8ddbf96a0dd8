import { type FastifyInstance } from 'fastify';
import { maySeeFigures } from './monitoring.js';
import { type Readiness } from './readiness.js';

/**
 * `/health/live`: the process answers. `/health/ready`: it can do its work; 503 while a part it needs is away, or while
 * it stops. Names of checks, and how much work waits for a person, are told to a monitor and to this machine alone; the
 * log says why.
 */
export function healthRoutes(
  fastify: FastifyInstance,
  readiness: Readiness,
  monitoringToken: string | undefined,
): void {
  fastify.get('/health/live', async () => ({ status: 'alive' }));
  fastify.get('/health/ready', async (request, reply) => {
    const { isReady, checks, problems, figures } = await readiness.report();
    if (!isReady) reply.code(503).header('retry-after', 2);
    const status = isReady ? 'ready' : 'not ready';
    if (!maySeeFigures(request, monitoringToken)) return { status };
    return { status, checks, ...(Object.keys(problems).length > 0 ? { problems } : {}), figures };
  });
}
