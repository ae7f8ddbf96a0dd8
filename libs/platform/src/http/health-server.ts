import { type AddressInfo } from 'node:net';
import { type Settings } from '../settings/settings.js';
import { answerMalformed, answerUnroutable, ownFailures } from './failures.js';
import { securityHeaders } from './security-headers.js';
import { codeOf } from '../logging/failure-of.js';
import { type Logger } from '../logging/logger.js';
import { healthRoutes } from '../health/health-routes.js';
import { type Readiness } from '../health/readiness.js';

/** The port of a worker's health address that cannot be had, in words for whoever runs the service. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** Taken where no setting names a port. */
const USUAL_PORT = 3001;

export interface HealthServer {
  /** Of `/health/ready`, on this machine. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The health address of a process that serves nothing else. Without a setting a second worker on one machine takes any port.
 * @throws PortTaken where the port of the setting cannot be had.
 */
export async function startHealthServer(
  readiness: Readiness,
  { http }: Pick<Settings, 'http'>,
  logger: Logger,
): Promise<HealthServer> {
  const { fastify } = await import('fastify');
  const server = fastify({
    logger: false,
    requestTimeout: 5_000,
    connectionTimeout: 10_000,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerMalformed,
  });
  ownFailures(server, logger);
  securityHeaders(server, { isHttps: false });
  healthRoutes(server, readiness, http.monitoringToken);
  const { workerHealthPort: wanted, host } = http;
  const listen = (port: number) => server.listen({ port, host });
  try {
    await listen(wanted ?? USUAL_PORT);
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    if (wanted !== undefined)
      throw new PortTaken(
        `WORKER_HEALTH_PORT: ${wanted} is taken by another program; stop it, choose another port, or leave the setting out.`,
      );
    await listen(0);
  }
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://${ownAddress(host)}:${port}/health/ready`,
    close: async () => {
      server.server.closeAllConnections();
      await server.close();
    },
  };
}

/** By which this machine reaches what listens there, as a part of a web address. */
export function ownAddress(host: string): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return own.includes(':') ? `[${own}]` : own;
}
