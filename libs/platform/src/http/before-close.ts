import { type FastifyInstance } from 'fastify';

const steps = new WeakMap<FastifyInstance, (() => Promise<void>)[]>();

/**
 * Has this done when the server is to close, while it still answers: connections that last are ended, for a server waits for
 * them. Fastify's own hooks come too late, when requests are refused already.
 */
export function beforeClose(fastify: FastifyInstance, step: () => Promise<void>): void {
  steps.set(fastify, [...(steps.get(fastify) ?? []), step]);
}

/** Does what was asked for, one after another. */
export async function endWhatLasts(fastify: FastifyInstance): Promise<void> {
  for (const step of steps.get(fastify) ?? []) await step();
}
