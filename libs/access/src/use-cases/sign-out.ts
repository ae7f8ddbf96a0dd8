import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { Commands, refuseMalformedKey } from '#libs/platform';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { auditUser, endSession } from '../persistence/session.statements.js';

/** Ends the session of the caller; here at once, in other processes within a second. */
@Injectable()
export class SignOut {
  constructor(
    private readonly commands: Commands,
    private readonly authenticator: CredentialAuthenticator,
  ) {}

  /**
   * Whether the caller has no session now; a repeated request, which comes from nobody any more, hears the same. An API
   * token is no session: it is revoked by name. Refuses with INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
   */
  async run(actor: Actor, { idempotencyKey: key }: { readonly idempotencyKey: string }): Promise<boolean> {
    refuseMalformedKey(key);
    if (actor.kind !== 'user') return true;
    if (actor.via === 'token') return false;
    const { userId, credentialId } = actor;
    // The session is part of what is asked for: with a key of another one it is refused, and not left open unseen.
    const command = { operation: 'signOut', key, request: { sessionId: credentialId } };
    await this.commands.run(actor, command, async (tx) => {
      if (await endSession(tx, credentialId)) {
        const conferences = actor.grants.map((grant) => grant.conferenceId);
        auditUser(tx, userId, ACCESS_ACTIONS.signedOut, conferences);
      }
      return { sessionId: credentialId };
    });
    this.authenticator.forget(credentialId);
    return true;
  }
}
