import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';

/**
 * Whoever is answered before all of their request has come, with a 413 say, is heard on for up to `withinMs` before the
 * connection is closed. Closed at once, it would be reset by the kernel because of the bytes that nobody has read, and a
 * reset takes the answer with it.
 */
export function lingeringClose(fastify: FastifyInstance, withinMs: number): void {
  fastify.addHook('onSend', (request, _reply, _payload, done) => {
    if (!request.raw.complete) linger(request.raw, withinMs);
    done();
  });
}

function linger(request: IncomingMessage, withinMs: number): void {
  const { socket } = request;
  // What Node calls behind the last answer of a connection.
  socket.destroySoon = () => {
    const close = (): void => void socket.destroy();
    if (request.complete) return close();
    socket.end();
    const patience = setTimeout(close, withinMs);
    socket.once('close', () => clearTimeout(patience));
    // Its rest goes nowhere.
    request.once('end', close).resume();
  };
}
