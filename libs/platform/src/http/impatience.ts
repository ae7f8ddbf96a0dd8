import { type FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is made while it is taken, and may take longer than an answer that is ready. */
    readonly isLong?: boolean;
  }
}

/**
 * Cuts the connection of a client that has not taken its answer `withinMs` after it was ready. Limits of silence never
 * meet one who takes a few bytes now and then, and holds memory and a socket of ours for ever.
 */
export function impatience(fastify: FastifyInstance, withinMs: number): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    // What is made while it is taken has a patience of its own, from piece to piece.
    if (request.routeOptions.config.isLong === true) return done();
    const { socket } = request.raw;
    // Whoever went away before there was an answer will not be heard to close again.
    if (socket.destroyed) return done();
    // A reset, because after a polite end the kernel would go on keeping megabytes for this client.
    const patience = setTimeout(() => socket.resetAndDestroy(), withinMs);
    // Comes when the last byte was handed over, and when the client went away.
    reply.raw.once('close', () => clearTimeout(patience));
    done();
  });
}
