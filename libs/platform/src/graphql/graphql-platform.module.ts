import { type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { type Logger } from '../logging/logger.js';
import { AccessCatalogue } from './access-catalogue.js';
import { AccessGuard } from './access.guard.js';
import { Authenticator } from './authenticator.js';
import { Downloads } from './downloads.js';
import { TURNS, type TurnLimits } from '../turns/fair-turns.js';
import { GraphQLExceptionFilter } from './graphql-exception.filter.js';
import { type GraphQLDriverConfig } from './graphql-driver.js';
import { NodeResolver } from './node.resolver.js';
import { Nodes } from './nodes.js';
import { RequestBudget } from './request-budget.js';
import { DateTime } from './scalars.js';
import { type SocketLimits } from './subscription-session.js';

export interface GraphQLPlatformOptions {
  /** The module that provides and exports `Authenticator`. */
  readonly authentication: NonNullable<ModuleMetadata['imports']>[number];
  readonly logger: Logger;
  /** Origin under which people reach the service. */
  readonly publicUrl: string;
  /** Other origins whose pages may call with a token; see allowed-origins.ts. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Objects that one caller may ask for in the long run; see request-budget.ts. */
  readonly objectsPerSecond: number;
  /** Subscriptions are opened under the instance's own names alone. */
  readonly isOwnHostOnly?: boolean;
  /** Requests that are worked on at the same time: no more than have a connection of the database. */
  readonly requestsAtOnce: number;
  /** How much of them may be one caller's, and how many may wait; for tests. */
  readonly turns?: Partial<TurnLimits> | undefined;
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** How many connections and subscriptions may be open. */
  readonly sockets?: Partial<SocketLimits> | undefined;
  /** A clock in milliseconds that never goes back, by which that is counted; for tests. */
  readonly now?: (() => number) | undefined;
  /** False: every operation is run by graphql-js; for tests that compare. */
  readonly isCompiling?: boolean;
}

class AccessModule {}

/**
 * GraphQL over HTTP and WebSocket on the process's Fastify, and the guard that every root field passes. Apollo is loaded here: what
 * only declares types and fields does without.
 */
export async function graphQLPlatform(options: GraphQLPlatformOptions): Promise<DynamicModule> {
  const { GraphQLDriver } = await import('./graphql-driver.js');
  // One bucket for each caller, whatever is asked for.
  const budget = new RequestBudget(options.objectsPerSecond, options.now);
  const access: DynamicModule = {
    module: AccessModule,
    // Whoever has things for `node` registers them with Nodes, whoever gives out files does with Downloads; ways in charge RequestBudget.
    global: true,
    imports: [options.authentication],
    providers: [
      {
        provide: Downloads,
        inject: [HttpAdapterHost, Authenticator],
        useFactory: (host: HttpAdapterHost, authenticator: Authenticator) =>
          new Downloads(host, authenticator, {
            logger: options.logger,
            publicUrl: options.publicUrl,
            allowedOrigins: options.allowedOrigins ?? [],
            budget,
          }),
      },
      { provide: RequestBudget, useValue: budget },
      AccessCatalogue,
      Nodes,
      NodeResolver,
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useValue: new GraphQLExceptionFilter(options.logger) },
    ],
    exports: [AccessCatalogue, Nodes, Downloads, RequestBudget],
  };
  return GraphQLModule.forRootAsync<GraphQLDriverConfig>({
    driver: GraphQLDriver,
    imports: [access, options.authentication],
    inject: [Authenticator, AccessCatalogue],
    useFactory: (authenticator: Authenticator, catalogue: AccessCatalogue) => ({
      autoSchemaFile: true,
      sortSchema: true,
      graphiql: false,
      autoTransformHttpErrors: false,
      fieldResolverEnhancers: [],
      buildSchemaOptions: {
        noDuplicatedFields: true,
        numberScalarMode: 'integer',
        scalarsMap: [{ type: Date, scalar: DateTime }],
      },
      services: {
        authenticator,
        catalogue,
        logger: options.logger,
        publicUrl: options.publicUrl,
        allowedOrigins: options.allowedOrigins ?? [],
        budget,
        isOwnHostOnly: options.isOwnHostOnly ?? false,
        trustedProxies: options.trustedProxies,
        sockets: options.sockets,
        turns: { ...TURNS, atOnce: options.requestsAtOnce, ...options.turns },
        isCompiling: options.isCompiling ?? true,
      },
    }),
  });
}
