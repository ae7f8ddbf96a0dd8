import { type IncomingMessage } from 'node:http';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  OperationTypeNode,
} from 'graphql';
import { type SubscribePayload } from 'graphql-ws';
import { type WebSocket } from 'ws';
import { type Actor, ANONYMOUS, newId } from '#libs/kernel';
import { type AccessRule, judgeAccess } from './access.js';
import { accessError, ApiError } from './api-error.js';
import { type CredentialHeaders } from './authenticator.js';
import { eachEvent } from './each-event.js';
import { type GraphQLContext } from './graphql-context.js';
import { type GraphQLEngine } from './graphql-engine.js';
import { type ContextFactory, credentialsOf } from './request-context.js';

/** Subscriptions of one connection at a time. */
const MOST_SUBSCRIPTIONS = 20;

/** The client may not be here, or no longer (graphql-transport-ws). */
export const FORBIDDEN = 4403;
const TRY_AGAIN_LATER = 1013;
/** A close reason has 123 bytes at most (RFC 6455). */
const NOBODY_KNOWN =
  'Send connection_init with the payload {"authorization": "Bearer TOKEN"}, and a token that is valid';

export interface SubscriptionServices {
  readonly engine: GraphQLEngine;
  readonly contexts: ContextFactory;
  /** Access of root fields, by `Subscription.inboxChanged`. */
  readonly rules: () => ReadonlyMap<string, AccessRule | undefined>;
}

/** What the protocol's library carries from a checked message to its execution. */
type SubscribeArgs = ExecutionArgs & {
  readonly access: AccessRule | undefined;
  readonly session: SubscriptionSession;
};

/** Runs what a session has prepared. */
export const subscribeInSession = (
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> => {
  const prepared = args as SubscribeArgs;
  return prepared.session.subscribe(prepared);
};

/** One WebSocket connection: who connected, and what they may hear at this moment. */
export class SubscriptionSession {
  private credentials: CredentialHeaders = {};
  private actor: Actor | undefined;

  constructor(
    private readonly services: SubscriptionServices,
    private readonly socket: WebSocket,
    private readonly request: IncomingMessage,
  ) {}

  /** Answers connection_init: by the token in its payload, else by the session cookie of the upgrade request. */
  async connect(payload: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const authorization = authorizationOf(payload);
    this.credentials = credentialsOf(authorization === undefined ? this.request.headers : { authorization });
    try {
      return (await this.authenticate()) !== undefined;
    } catch {
      this.socket.close(TRY_AGAIN_LATER, 'Try again later');
      return true;
    }
  }

  /** Closes the connection if its session was ended or its token revoked. */
  async recheck(): Promise<void> {
    // A database that is away says nothing about the session.
    if (this.actor !== undefined) await this.authenticate().catch(() => undefined);
  }

  /** Checks a subscribe message; gives what is to be run, or why not. */
  async prepare(
    { query, operationName, variables }: SubscribePayload,
    running: number,
  ): Promise<SubscribeArgs | readonly GraphQLError[]> {
    const { engine } = this.services;
    let context: GraphQLContext | undefined;
    try {
      context = await this.authenticate();
      if (context === undefined) throw accessError('UNAUTHENTICATED');
      if (running > MOST_SUBSCRIPTIONS) {
        throw new ApiError('RATE_LIMITED', `Have at most ${MOST_SUBSCRIPTIONS} subscriptions at a time.`);
      }
      engine.admit(context);
      const operation = engine.prepareText(query, operationName ?? undefined);
      if (operation.kind !== OperationTypeNode.SUBSCRIPTION) {
        throw new ApiError('INVALID_INPUT', 'Send queries and mutations over HTTP.');
      }
      engine.check(operation, variables ?? {}, context);
      return {
        schema: engine.schema,
        document: operation.document,
        operationName: operation.operationName,
        variableValues: variables,
        contextValue: context,
        session: this,
        access: this.services.rules().get(`Subscription.${operation.firstRootField()}`),
      };
    } catch (error) {
      return this.errors([asGraphQLError(error)], context?.actor ?? ANONYMOUS);
    }
  }

  /** Subscribes, and answers each event as the subscriber of that moment; ends when the field says FORBIDDEN. */
  async subscribe(args: SubscribeArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { actor } = args.contextValue as GraphQLContext;
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return { errors: this.errors(source.errors ?? [], actor) };
    return eachEvent(source, (event) => this.answer(event, args));
  }

  private async answer(
    event: unknown,
    { access, session: _, ...args }: SubscribeArgs,
  ): Promise<ExecutionResult | undefined> {
    let context: GraphQLContext | undefined;
    try {
      context = await this.authenticate();
    } catch (error) {
      return { errors: this.errors([asGraphQLError(error)], ANONYMOUS) };
    }
    if (context === undefined) return undefined;
    if (judgeAccess(access, context.actor, false) !== 'allowed') {
      this.socket.close(FORBIDDEN, 'Forbidden');
      return undefined;
    }
    const { data, errors } = await execute({ ...args, rootValue: event, contextValue: context });
    if (errors?.some(endsSubscription) === true) {
      this.socket.close(FORBIDDEN, 'Forbidden');
      return undefined;
    }
    return errors === undefined ? { data } : { data, errors: this.errors(errors, context.actor) };
  }

  /** The context of this moment; closes the connection when its user is no longer who connected. */
  private async authenticate(): Promise<GraphQLContext | undefined> {
    const address = this.request.socket.remoteAddress ?? '';
    const context = await this.services.contexts.make(this.credentials, newId(), address);
    const { actor } = context;
    const isSame =
      actor.kind === 'user' && (this.actor?.kind !== 'user' || this.actor.userId === actor.userId);
    if (!isSame) {
      this.socket.close(FORBIDDEN, NOBODY_KNOWN);
      return undefined;
    }
    this.actor = actor;
    return context;
  }

  /** Errors in words, in the form that the protocol's library wants. */
  private errors(errors: readonly GraphQLError[], actor: Actor): GraphQLError[] {
    const presented = this.services.engine.presenter.present(errors, { actor, correlationId: newId() });
    return presented.errors.map(
      ({ message, extensions, path }) => new PresentedError(message, { extensions, path: path ?? null }),
    );
  }
}

/** The token of connection_init. Clients write the name as they write the header's, whose case never matters. */
function authorizationOf(payload: Readonly<Record<string, unknown>> = {}): string | undefined {
  const [, value] = Object.entries(payload).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
}

/** Already in the words for clients. */
class PresentedError extends GraphQLError {}

/** The field itself says that its subscriber may not hear it, or no longer. */
const endsSubscription = ({ path, extensions }: GraphQLError): boolean =>
  path?.length === 1 && extensions.code === 'FORBIDDEN';

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('failed', {
        originalError: error instanceof Error ? error : new Error(String(error)),
      });
