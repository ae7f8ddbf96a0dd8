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
import { type Actor, ANONYMOUS, newId } from '#libs/kernel';
import { type AccessRule, judgeAccess } from './access.js';
import { ApiError } from '../http/api-error.js';
import { accessError } from './access-error.js';
import { type CredentialHeaders } from './authenticator.js';
import { callerName } from './caller-name.js';
import { eachEvent } from './each-event.js';
import { type FairTurns } from '../turns/fair-turns.js';
import { type GraphQLContext } from './graphql-context.js';
import { type GraphQLEngine } from './graphql-engine.js';
import { Holdings } from './holdings.js';
import { type ContextFactory, credentialsOf } from './request-context.js';
import { duringRequest } from '../turns/slices.js';
import { asGraphQLError, asThrown, propertyResolver } from './compiled/thrown-value.js';

/** What may be open at a time; each costs memory and a reading for every change. */
export const SOCKETS = {
  /** Connections from one address: an institution's people may all come from one. */
  ofAddress: 500,
  /** Connections of one user, with all sessions and tokens: a console's page needs one. */
  ofUser: 20,
  /** Subscriptions of one connection. */
  subscriptionsOfSocket: 20,
  /** Subscriptions of one user. */
  subscriptionsOfUser: 100,
} as const;
export type SocketLimits = Record<keyof typeof SOCKETS, number>;

/** No token came, or the role of the caller may not hear this any more (graphql-transport-ws). */
export const FORBIDDEN = 4403;
/** The token of the connection does not hold, or not any longer: it was revoked or has expired, or the account has ended. Clients give up. */
export const UNAUTHORIZED = 4401;
/** The user has too many connections open. */
export const TOO_MANY = 4429;
const TRY_AGAIN_LATER = 1013;
/** A close reason has 123 bytes at most (RFC 6455). */
const NO_LONGER = 'This token does not hold any more';
const NOBODY_KNOWN =
  'Send connection_init with the payload {"authorization": "Bearer TOKEN"}, and a token that is valid';

/** What users may hold, over all their connections, of whatever kind. */
export const holdingsOf = (limits: SocketLimits): SubscriptionServices['held'] => ({
  addresses: new Holdings(limits.ofAddress),
  sockets: new Holdings(limits.ofUser),
  subscriptions: new Holdings(limits.subscriptionsOfUser),
});

/** A connection that events go out on: a WebSocket, or an answer that goes on. */
export interface Line {
  readonly isOpen: boolean;
  /** Says goodbye with a code of graphql-transport-ws and words. */
  close(code: number, reason: string): void;
}

export interface SubscriptionServices {
  readonly engine: GraphQLEngine;
  readonly contexts: ContextFactory;
  readonly turns: FairTurns;
  readonly limits: SocketLimits;
  /** What addresses and users hold, over all their connections. */
  readonly held: Readonly<Record<'addresses' | 'sockets' | 'subscriptions', Holdings>>;
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

/** One connection: who connected, and what they may hear at this moment. */
export class SubscriptionSession {
  private credentials: CredentialHeaders = {};
  private actor: Actor | undefined;
  private release: (() => void) | undefined;

  constructor(
    private readonly services: SubscriptionServices,
    private readonly line: Line,
    private readonly request: IncomingMessage,
    private readonly clientAddress: string,
  ) {}

  /** Answers connection_init: by the token in its payload, else by the session cookie of the upgrade request. */
  async connect(payload: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const authorization = authorizationOf(payload);
    this.credentials = credentialsOf(authorization === undefined ? this.request.headers : { authorization });
    try {
      const context = await this.authenticate();
      return context !== undefined && this.hold(context);
    } catch {
      this.line.close(TRY_AGAIN_LATER, 'Try again later');
      return true;
    }
  }

  /** Counts this connection among its user's; closes it where it is one too many. */
  private hold(context: GraphQLContext): boolean {
    // Gone while we looked who it is: nobody would give it back.
    if (!this.line.isOpen) return false;
    this.release = this.services.held.sockets.take(callerName(context));
    if (this.release !== undefined) return true;
    const { ofUser } = this.services.limits;
    this.line.close(TOO_MANY, `Have at most ${ofUser} connections open; one carries many subscriptions`);
    return false;
  }

  /** The connection is closed. */
  ended(): void {
    this.release?.();
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
      const { subscriptionsOfSocket } = this.services.limits;
      if (running > subscriptionsOfSocket) {
        throw new ApiError(
          'RATE_LIMITED',
          `Have at most ${subscriptionsOfSocket} subscriptions on one connection.`,
        );
      }
      if (!this.services.held.subscriptions.hasRoom(callerName(context))) throw this.tooMany();
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
    const context = args.contextValue as GraphQLContext;
    const release = this.services.held.subscriptions.take(callerName(context));
    // Between the check and now others may have come.
    if (release === undefined) return { errors: this.errors([this.tooMany()], context.actor) };
    const source = await createSourceEventStream(args).catch((error: unknown) => ({
      errors: [asGraphQLError(error)],
    }));
    if (!(Symbol.asyncIterator in source)) {
      release();
      return { errors: this.errors(source.errors ?? [], context.actor) };
    }
    return eachEvent(
      source,
      (event) => this.answer(event, args),
      (error) => ({ errors: this.errors([asThrown(error)], context.actor) }),
      release,
    );
  }

  private tooMany(): ApiError {
    const { subscriptionsOfUser } = this.services.limits;
    return new ApiError('RATE_LIMITED', `Have at most ${subscriptionsOfUser} subscriptions at a time.`);
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
      this.line.close(FORBIDDEN, 'Forbidden');
      return undefined;
    }
    const { data, errors } = await this.execute({ ...args, rootValue: event }, context);
    if (errors === undefined) return { data };
    const presented = this.errors(errors, context.actor);
    if (presented.some(endsSubscription)) {
      this.line.close(FORBIDDEN, 'Forbidden');
      return undefined;
    }
    return { data, errors: presented };
  }

  /** Reads for an event when it is its subscriber's turn, as for a request of theirs. */
  private async execute(args: ExecutionArgs, context: GraphQLContext): Promise<ExecutionResult> {
    try {
      return await this.services.turns.run(callerName(context), () =>
        duringRequest(context.actor, false, () =>
          execute({ ...args, contextValue: context, fieldResolver: propertyResolver }),
        ),
      );
    } catch (error) {
      return { errors: [asGraphQLError(error)] };
    }
  }

  /** The context of this moment; closes the connection when its user is no longer who connected. */
  private async authenticate(): Promise<GraphQLContext | undefined> {
    const context = await this.services.contexts.make(this.credentials, newId(), this.clientAddress);
    const { actor } = context;
    const isSame =
      actor.kind === 'user' && (this.actor?.kind !== 'user' || this.actor.userId === actor.userId);
    if (!isSame) {
      // Whoever comes back with a token that was revoked meanwhile would try for ever, if it did not hear 4401.
      if (this.credentials.authorization !== undefined) {
        this.line.close(UNAUTHORIZED, this.actor === undefined ? NOBODY_KNOWN : NO_LONGER);
      }
      // A page whose session has ended offers to sign in again, in place, and tries until then.
      else this.line.close(FORBIDDEN, NOBODY_KNOWN);
      return undefined;
    }
    this.actor = actor;
    return context;
  }

  /** Errors of the protocol's library itself. */
  wordsFor(errors: readonly GraphQLError[]): readonly GraphQLError[] {
    return errors.every((error) => error instanceof PresentedError)
      ? errors
      : this.errors(errors, this.actor ?? ANONYMOUS);
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
