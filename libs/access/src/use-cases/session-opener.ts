import { Injectable } from '@nestjs/common';
import { type Actor, ANONYMOUS, Refusal } from '#libs/kernel';
import { Commands, type Transaction, UnitOfWork } from '#libs/platform';
import { AccessOptions } from '../access-options.js';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { keyedHash } from '../domain/secrets.js';
import { type OpenSession, openSession, renewSession } from '../persistence/session.statements.js';

export const SIGN_IN: Actor = { kind: 'sign-in' };

/** What a sign-in gives: the secret for the cookie, who it is, and where to go on to. */
export interface SignedIn {
  readonly secret: string;
  readonly actor: Actor;
  readonly next: string | null;
}

/** One way to sign in. */
export interface SignInAct {
  /** The mutation's name. */
  readonly operation: string;
  /** The client's idempotency key. */
  readonly key: string;
  /** What was asked for; kept under a keyed hash. */
  readonly request: readonly string[];
  /** Who the browser was until now; that session ends. */
  readonly caller: Actor;
  /** Finds out who may come in, or why nobody may. A refusal that it returns leaves what it has written. */
  readonly admit: (
    tx: Transaction,
  ) => Promise<{ readonly userId: string; readonly next: string | null } | Refusal>;
  /** How a repeated request gets into the session of the first one; `values` come after the session and the new secret. */
  readonly renewal: { readonly statement: string; readonly values: readonly unknown[] };
  /** What a repeated request hears when that session is over, or too much time has gone by. */
  readonly over: () => Refusal;
}

/**
 * Opens sessions so that a client that lost the answer repeats its request, under the same key, and is in. Secrets are
 * kept nowhere, so the repeated request gets the same session under a new secret, and the cookie of the lost answer is
 * dead. Only whoever holds all of the first request can do that, key and link, and only for as long as the link was good; in
 * a demonstration key and sample person, for a quarter of an hour.
 */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly commands: Commands,
    private readonly unitOfWork: UnitOfWork,
    private readonly authenticator: CredentialAuthenticator,
    private readonly options: AccessOptions,
  ) {}

  /** Refuses with INVALID_INPUT and IDEMPOTENCY_KEY_REUSED for the key, and with what the act itself refuses with. */
  async run(act: SignInAct): Promise<SignedIn> {
    const previous = sessionOf(act.caller);
    const { operation, key, request } = act;
    const command = { operation, key, request: keyedHash(this.options.values.secret, operation, request) };
    let opened: (OpenSession & { readonly next: string | null }) | undefined;
    const { sessionId } = await this.commands.run(SIGN_IN, command, async (tx) => {
      const admitted = await act.admit(tx);
      if (admitted instanceof Refusal) return admitted;
      opened = { ...(await openSession(tx, admitted.userId, previous)), next: admitted.next };
      return { sessionId: opened.id };
    });
    // What a request that came at the same time has answered is another session.
    const { secret, next } = opened?.id === sessionId ? opened : await this.renew(act, sessionId, previous);
    if (previous !== undefined) this.authenticator.forget(previous);
    return { secret, next, actor: await this.authenticator.actorOfSession(sessionId) };
  }

  private async renew({ renewal, over }: SignInAct, sessionId: string, previous: string | undefined) {
    const renewed = await this.unitOfWork.run(SIGN_IN, async (tx) => {
      const session = await renewSession(tx, sessionId, renewal, previous);
      if (session === undefined) throw over();
      return session;
    });
    this.authenticator.forget(sessionId);
    return renewed;
  }
}

/** The session that a caller came with. */
export const sessionOf = (caller: Actor = ANONYMOUS): string | undefined =>
  caller.kind === 'user' && caller.via === 'session' ? caller.credentialId : undefined;
