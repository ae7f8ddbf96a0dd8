import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { pino } from 'pino';
import { type Actor, ANONYMOUS, type Role } from '#libs/kernel';
import { EventBus } from '../work/definitions/event-bus.js';
import { LocalEventBus } from '../work/events/local-event-bus.js';
import { Authenticator, type CredentialHeaders } from '../graphql/authenticator.js';
import { type TurnLimits } from '../turns/fair-turns.js';
import { graphQLPlatform } from '../graphql/graphql-platform.module.js';
import { type SocketLimits } from '../graphql/subscription-session.js';
import { Readiness } from '../health/readiness.js';
import { createHttpApp, type HttpApp, type HttpAppOptions } from '../http/http-app.js';
import { createLogger, type Logger } from '../logging/logger.js';
import { SampleChangeResolver, SampleResolver } from './sample-resolver.js';

/** Knows credentials by heart; tests may change them while requests run. */
export class SampleAuthenticator extends Authenticator {
  /** By token or by the value of the cookie `plenary`. */
  readonly actors = new Map<string, Actor>([
    ['service', sampleUser('service', 'token', ['HOST_OFFICER'])],
    ['read-only', { ...sampleUser('reader', 'token', ['HOST_OFFICER']), canWrite: false }],
    ['session', sampleUser('officer', 'session', ['HOST_OFFICER'])],
    ['viewer', sampleUser('viewer', 'session', ['PARTNER_VIEWER'])],
  ]);
  /** What it throws instead; anything may be thrown. */
  failure: unknown;

  override async authenticate({ authorization, cookie }: CredentialHeaders): Promise<Actor> {
    if (this.failure !== undefined) throw this.failure as Error;
    const key = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? /plenary=([\w-]+)/.exec(cookie ?? '')?.[1];
    const actor = this.actors.get(key ?? '');
    const isRight =
      actor?.kind === 'user' && actor.via === (authorization === undefined ? 'session' : 'token');
    return isRight ? actor : ANONYMOUS;
  }
}

export function sampleUser(
  userId: string,
  via: 'session' | 'token',
  roles: readonly Role[],
): Actor & { kind: 'user' } {
  const grants = roles.map((role) => ({ role, conferenceId: 'c1', bodyId: 'b1' }));
  return { kind: 'user', userId, via, grants, canWrite: true, credentialId: `${userId}-${via}` };
}

@Module({})
class SampleAuthentication {}

@Module({})
class SampleModule {}

export interface SampleApp extends HttpApp {
  readonly url: string;
  readonly authenticator: SampleAuthenticator;
  readonly events: EventBus;
  /** Everything that was logged. */
  readonly log: () => string;
}

/** Starts the sample API on a free port. */
export async function startSampleApp(
  options: {
    readonly isCompiling?: boolean;
    readonly publicUrl?: string;
    readonly allowedOrigins?: readonly string[];
    readonly isHttpsBelow?: boolean;
    readonly trustedProxies?: readonly string[];
    readonly monitoringToken?: string;
    /** Absent: more than any test asks for. */
    readonly objectsPerSecond?: number;
    /** As a demonstration does. */
    readonly isOwnHostOnly?: boolean;
    /** The clock by which those seconds are counted. */
    readonly now?: () => number;
    readonly turns?: Partial<TurnLimits>;
    readonly sockets?: Partial<SocketLimits>;
    readonly logger?: Logger;
    /** More of them than the sample's own. */
    readonly resolvers?: readonly Provider[];
  } & Partial<HttpAppOptions> = {},
): Promise<SampleApp> {
  const authenticator = new SampleAuthenticator();
  const events = new LocalEventBus();
  const lines: string[] = [];
  const logger =
    options.logger ?? createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
  const publicUrl = options.publicUrl ?? 'http://localhost';
  const { isCompiling = true, isOwnHostOnly = false } = options;
  const { trustedProxies = [], objectsPerSecond = 1_000_000, monitoringToken } = options;
  const http = await createHttpApp(
    sampleModule({
      authenticator,
      events,
      logger,
      publicUrl,
      allowedOrigins: options.allowedOrigins,
      objectsPerSecond,
      isOwnHostOnly,
      now: options.now,
      requestsAtOnce: 20,
      turns: options.turns,
      trustedProxies,
      sockets: options.sockets,
      isCompiling,
      resolvers: options.resolvers ?? [],
    }),
    {
      http: {
        port: 0,
        host: '127.0.0.1',
        publicUrl,
        isHttpsBelow: options.isHttpsBelow,
        trustedProxies,
        objectsPerSecond,
        monitoringToken,
        isOwnHostOnly,
      },
    },
    { ...options, logger },
  );
  return { ...http, url: await http.listen(), authenticator, events, log: () => lines.join('') };
}

function sampleModule(parts: {
  readonly authenticator: Authenticator;
  readonly events: EventBus;
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[] | undefined;
  readonly objectsPerSecond: number;
  readonly isOwnHostOnly: boolean;
  readonly now: (() => number) | undefined;
  readonly requestsAtOnce: number;
  readonly turns: Partial<TurnLimits> | undefined;
  readonly trustedProxies: readonly string[];
  readonly sockets: Partial<SocketLimits> | undefined;
  readonly isCompiling: boolean;
  readonly resolvers: readonly Provider[];
}): DynamicModule {
  const { authenticator, events, resolvers, ...options } = parts;
  const authentication: DynamicModule = {
    module: SampleAuthentication,
    providers: [{ provide: Authenticator, useValue: authenticator }],
    exports: [Authenticator],
  };
  return {
    module: SampleModule,
    imports: [graphQLPlatform({ ...options, authentication })],
    providers: [
      SampleResolver,
      SampleChangeResolver,
      ...resolvers,
      Readiness,
      { provide: EventBus, useValue: events },
    ],
  };
}

export const SILENT = pino({ level: 'silent' });
