import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { ACCESS_ACTIONS } from '../domain/access.events.js';
import { auditUser, endSession } from '../persistence/session.statements.js';

/** Ends the session of the caller; here at once, in other processes within a second. */
@Injectable()
export class SignOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authenticator: CredentialAuthenticator,
  ) {}

  /** Whether the caller has no session now. An API token is no session: it is revoked by name. */
  async run(actor: Actor): Promise<boolean> {
    if (actor.kind !== 'user') return true;
    if (actor.via === 'token') return false;
    await this.unitOfWork.run(actor, async (tx) => {
      if (!(await endSession(tx, actor.credentialId))) return;
      const conferences = actor.grants.map((grant) => grant.conferenceId);
      auditUser(tx, actor.userId, ACCESS_ACTIONS.signedOut, conferences);
    });
    this.authenticator.forget(actor.credentialId);
    return true;
  }
}
