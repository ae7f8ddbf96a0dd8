import { type FastifyInstance } from 'fastify';

/**
 * Cuts the connection of a client that has not taken its answer `withinMs` after it was ready. Limits of silence never
 * meet one who takes a few bytes now and then, and holds memory and a socket of ours for ever.
 */
export function impatience(fastify: FastifyInstance, withinMs: number): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
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
