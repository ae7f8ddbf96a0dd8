import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { type Settings } from '../settings/settings.js';
import { healthRoutes } from '../health/health-routes.js';
import { Readiness } from '../health/readiness.js';
import { type Logger, NestLogger } from '../logging/logger.js';
import { endWhatLasts } from './before-close.js';
import { consoleRoutes } from './console-routes.js';
import { ownFailures } from './failures.js';
import { impatience } from './impatience.js';
import { jsonBodiesOnly } from './json-body.js';
import { isOwnHost, notOurAddress } from './own-host.js';
import { lingeringClose } from './lingering-close.js';
import { tellUntrustedProxy } from './untrusted-proxy.js';
import { securityHeaders } from './security-headers.js';

/** Time that a client gets, in milliseconds. Slow ones are gone 30 seconds after they came (reliability, fault 21). */
export const CLIENT_LIMITS = {
  /** For its headers. */
  headers: 10_000,
  /** For the whole request. */
  request: 20_000,
  /** How often we look; adds to the two above. */
  check: 2_000,
  /** For taking its answer, from when that is ready. */
  answer: 30_000,
  /** For sending the rest of a request that is answered already. */
  linger: 10_000,
  /** Without a byte in either direction, while an answer is being sent. */
  silence: 30_000,
  /** Between requests: longer than the 60 s that load balancers wait. */
  keepAlive: 65_000,
} as const;

/** Requests under way when the process stops get this long to end, in milliseconds. */
const PATIENCE_MS = 10_000;

export interface HttpAppOptions {
  readonly logger: Logger;
  /** Where the built console lies; absent: only the API is served. */
  readonly consoleDir?: string;
  /** Pages that are no part of the console; they go before it. */
  readonly pages?: (fastify: FastifyInstance) => Promise<void>;
  /** Shorter times, for tests. */
  readonly clientLimits?: Partial<Record<keyof typeof CLIENT_LIMITS, number>>;
}

export interface HttpApp {
  readonly app: NestFastifyApplication;
  /** Starts to listen; gives the address, with the port that was taken where the settings say 0. */
  listen(): Promise<string>;
  /**
   * Not ready, but answering until load balancers have noticed; then no new connections, requests under way ended, sockets
   * closed, and the modules' own shutdown.
   */
  close(): Promise<void>;
}

/** Builds the API process around a root module, ready to listen. */
export async function createHttpApp(
  rootModule: Type | DynamicModule,
  settings: Pick<Settings, 'http'>,
  options: HttpAppOptions,
): Promise<HttpApp> {
  // Fastify is loaded by whatever serves; what only imports the door does without.
  const { fastifyAdapter } = await import('./fastify-adapter.js');
  const adapter = fastifyAdapter({
    limits: limitsOf(options),
    scheme: schemeOf(settings),
    trustedProxies: settings.http.trustedProxies,
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(options.logger),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  const readiness = app.get(Readiness, { strict: false });
  jsonBodiesOnly(fastify);
  ownFailures(fastify, options.logger);
  impatience(fastify, limitsOf(options).answer);
  lastAnswers(fastify, readiness);
  if (settings.http.isOwnHostOnly) ownHostOnly(fastify, settings.http.publicUrl);
  lingeringClose(fastify, limitsOf(options).linger);
  securityHeaders(fastify, schemeOf(settings));
  tellUntrustedProxy(fastify, settings.http.trustedProxies, options.logger);
  healthRoutes(fastify, readiness, settings.http.monitoringToken);
  await options.pages?.(fastify);
  await consoleRoutes(fastify, options.consoleDir);
  try {
    await app.init();
  } catch (error) {
    // Connections that are left open would keep a process alive that serves nobody.
    await app.close().catch(() => undefined);
    throw error;
  }
  return {
    app,
    listen: async () => {
      await app.listen(settings.http.port, settings.http.host);
      const { port } = fastify.server.address() as AddressInfo;
      const host = settings.http.host.includes(':') ? `[${settings.http.host}]` : settings.http.host;
      return `http://${host}:${port}`;
    },
    close: async () => {
      readiness.drain();
      if (fastify.server.listening) await pause(settings.http.drainMs ?? 0);
      await endWhatLasts(fastify);
      const impatient = setTimeout(() => fastify.server.closeAllConnections(), PATIENCE_MS);
      try {
        await fastify.close();
      } finally {
        clearTimeout(impatient);
      }
      await app.close();
    },
  };
}

/** First of all hooks: what came under a foreign name reaches nothing. WebSockets are refused by the subscriptions' server. */
function ownHostOnly(fastify: FastifyInstance, publicUrl: string): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isOwnHost(request.headers.host, publicUrl)) return done();
    reply.code(421).type('text/plain; charset=utf-8').send(notOurAddress(publicUrl));
  });
}

/**
 * What is answered while the process stops is the last of its connection: kept alive, it would hold the stop up, or be cut just
 * when the next request is on its way.
 */
function lastAnswers(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.isStopping || !fastify.server.listening) reply.header('connection', 'close');
    done();
  });
}

const limitsOf = (options: HttpAppOptions): Record<keyof typeof CLIENT_LIMITS, number> => ({
  ...CLIENT_LIMITS,
  ...options.clientLimits,
});

const schemeOf = ({
  http,
}: Pick<Settings, 'http'>): { isHttps: boolean; isHttpsBelow?: boolean | undefined } => ({
  isHttps: http.publicUrl.startsWith('https:'),
  isHttpsBelow: http.isHttpsBelow,
});
