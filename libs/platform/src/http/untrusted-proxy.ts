import { type FastifyInstance } from 'fastify';
import { type Logger } from '../logging/logger.js';
import { addressList, isAmong, plainAddress } from './client-address.js';

/** Networks of machines, not of people: whoever forwards from there is somebody's proxy. */
const OF_MACHINES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '::1', 'fc00::/7'];

/**
 * Tells once that a neighbour says in X-Forwarded-For who asks and is not believed: then everybody behind it shares the limits
 * of one person. An address from elsewhere is a person's, who may send any header, and stands in no log.
 */
export function tellUntrustedProxy(
  fastify: FastifyInstance,
  trustedProxies: readonly string[],
  logger: Logger,
): void {
  const trusted = addressList(trustedProxies);
  const machines = addressList(OF_MACHINES);
  let isTold = false;
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers, socket } = request.raw;
    if (!isTold && headers['x-forwarded-for'] !== undefined) {
      const neighbour = plainAddress(socket);
      if (isAmong(machines, neighbour) && !isAmong(trusted, neighbour)) {
        isTold = true;
        logger.warn(
          `${neighbour} says in X-Forwarded-For who asks, and is not believed: everybody behind it shares the limits of one person. Where it is your proxy, name it in PLENARY_TRUSTED_PROXIES.`,
        );
      }
    }
    done();
  });
}
