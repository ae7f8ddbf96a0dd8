import { type Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type FastifyInstance } from 'fastify';
import { type GraphQLSchema } from 'graphql';
import { beforeClose } from '../http/before-close.js';
import { clientAddresses } from '../http/client-address.js';
import { type Logger } from '../logging/logger.js';
import { type AccessCatalogue } from './access-catalogue.js';
import { allowOrigins, preflights } from './allowed-origins.js';
import { enginePlugin, maskFault, QUIET } from './apollo-plugin.js';
import { type Authenticator } from './authenticator.js';
import { EventStreams } from './event-streams.js';
import { ErrorPresenter } from './error-presenter.js';
import { FairTurns, type TurnLimits } from '../turns/fair-turns.js';
import { type GraphQLContext } from './graphql-context.js';
import { GraphQLEngine } from './graphql-engine.js';
import { GraphQLHttpHandler } from './http-handler.js';
import { LIMITS } from './limits.js';
import { withCommonDescriptions } from './common-descriptions.js';
import { withPlainFields } from './plain-fields.js';
import { type RequestBudget } from './request-budget.js';
import { ContextFactory } from './request-context.js';
import { SubscriptionServer } from './subscription-server.js';
import { holdingsOf, SOCKETS, type SocketLimits } from './subscription-session.js';
import { withThrownValues } from './compiled/thrown-value.js';

/** What the driver needs beside Nest's own options. */
export interface GraphQLServices {
  readonly authenticator: Authenticator;
  readonly catalogue: AccessCatalogue;
  readonly logger: Logger;
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[];
  readonly isOwnHostOnly: boolean;
  readonly budget: RequestBudget;
  readonly turns: TurnLimits;
  readonly trustedProxies: readonly string[];
  readonly sockets: Partial<SocketLimits> | undefined;
  readonly isCompiling: boolean;
}

export type GraphQLDriverConfig = ApolloDriverConfig & { readonly services: GraphQLServices };

const PATH = '/graphql';
/** Clients that put addresses together end them in a slash. */
const PATHS = [PATH, `${PATH}/`];
/** Room for a watch list of 10,000 entries; everything else is far below, and read only after it was counted. */
export const LARGEST_BODY = 1_000_000;

/** Nest's Apollo driver with our own engine, HTTP handler and subscriptions on Fastify. */
@Injectable()
export class GraphQLDriver extends ApolloDriver {
  private apollo: ApolloServer<GraphQLContext> | undefined;
  private subscriptions: SubscriptionServer | undefined;
  private streams: EventStreams | undefined;

  // Nest reads the constructor's types, which a subclass does not inherit.
  constructor(modules: ModulesContainer) {
    super(modules);
  }

  override async generateSchema(options: ApolloDriverConfig): Promise<GraphQLSchema> {
    const schema = await super.generateSchema(options);
    return withThrownValues(withPlainFields(withCommonDescriptions(schema as GraphQLSchema)));
  }

  override async start(options: ApolloDriverConfig): Promise<void> {
    const { services, schema } = options as GraphQLDriverConfig & { readonly schema: GraphQLSchema };
    services.catalogue.refuseBareFields();
    const { authenticator, logger, publicUrl, allowedOrigins, isCompiling } = services;
    const engine = new GraphQLEngine(schema, new ErrorPresenter(logger), services.budget, { isCompiling });
    const contexts = new ContextFactory(authenticator, logger);
    const turns = new FairTurns(services.turns);
    const limits = { ...SOCKETS, ...services.sockets };
    const rules = () => services.catalogue.rules();
    const subscribing = { engine, contexts, turns, limits, held: holdingsOf(limits), rules };
    const streams = new EventStreams(subscribing);
    const apollo = await startApollo(engine, logger);
    const fastify = this.httpAdapterHost.httpAdapter.getInstance<FastifyInstance>();
    const handler = new GraphQLHttpHandler({ apollo, engine, contexts, turns, streams, publicUrl, logger });
    for (const url of PATHS) {
      fastify.route({
        method: ['GET', 'POST'],
        url,
        bodyLimit: LARGEST_BODY,
        handler: handler.handle,
        errorHandler: handler.handleError,
        // HEAD would be a way in that nobody thinks of.
        exposeHeadRoute: false,
        onRequest: (request, reply, done) => {
          allowOrigins(reply, request, allowedOrigins);
          done();
        },
      });
      preflights(fastify, url, allowedOrigins);
    }
    this.apollo = apollo;
    this.streams = streams;
    this.subscriptions = new SubscriptionServer({
      ...subscribing,
      paths: PATHS,
      addressOf: clientAddresses(services.trustedProxies),
      publicUrl,
      allowedOrigins,
      isOwnHostOnly: services.isOwnHostOnly,
      logger,
    });
    this.subscriptions.attach(this.httpAdapterHost.httpAdapter.getHttpServer() as Server);
    beforeClose(fastify, () => this.closeSubscriptions());
  }

  /** So that the server can close. */
  private async closeSubscriptions(): Promise<void> {
    this.streams?.close();
    await this.subscriptions?.close();
    this.subscriptions = undefined;
  }

  override async stop(): Promise<void> {
    await this.closeSubscriptions();
    await this.apollo?.stop();
  }
}

async function startApollo(engine: GraphQLEngine, logger: Logger): Promise<ApolloServer<GraphQLContext>> {
  const apollo = new ApolloServer<GraphQLContext>({
    schema: engine.schema,
    introspection: true, // the engine refuses it to whoever has no token
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: false, // cross-site.ts, which knows who asks
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: LIMITS.validationErrors },
    plugins: [ApolloServerPluginLandingPageDisabled(), enginePlugin(engine, logger)],
    formatError: maskFault,
    logger: QUIET,
    nodeEnv: 'production',
  });
  await apollo.start();
  return apollo;
}
