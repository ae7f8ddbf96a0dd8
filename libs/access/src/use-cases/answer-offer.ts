import { Injectable } from '@nestjs/common';
import { type Actor, forbidden, isId, notFound, Refusal, type Role, type UserActor } from '#libs/kernel';
import { Commands, type Transaction, violatedConstraint } from '#libs/platform';
import { CredentialAuthenticator } from '../credential-authenticator.js';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { auditGrant } from './audit-grant.js';

// Only offers to the caller's own address: these functions ask it themselves, for nobody else may touch such a row.
const ACCEPT =
  'SELECT conference_id AS "conferenceId", body_id AS "bodyId", role FROM access.accept_role($1)';
const DECLINE =
  'SELECT conference_id AS "conferenceId", body_id AS "bodyId", role FROM access.decline_role($1)';

const SEPARATE =
  'You hold a role in this conference that does not go with this one, so it cannot begin. Decline it, or ask an administrator of the conference.';

interface Answered extends Record<string, unknown> {
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly role: Role;
}

/** The person's own answer to a role that was offered to their address. It begins with the acceptance. */
@Injectable()
export class AnswerOffer {
  constructor(
    private readonly commands: Commands,
    private readonly authenticator: CredentialAuthenticator,
  ) {}

  /**
   * Refuses with NOT_FOUND (unknown, answered, taken back or offered to another address: the answer is the same),
   * FORBIDDEN (a token), SEPARATION_OF_DUTIES, ALREADY_GRANTED, INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
   */
  async accept(actor: Actor, id: string, key: string): Promise<{ grantId: string }> {
    const user = requirePerson(actor);
    try {
      await this.answer(user, { operation: 'acceptRole', key, request: { id } }, async (tx) => {
        const [accepted] = await tx.query<Answered>(ACCEPT, [id]);
        if (accepted !== undefined) auditGrant(tx, ACCESS_ACTIONS.roleAccepted, { id, ...accepted });
        return accepted;
      });
    } catch (error) {
      throw meaningOf(error);
    }
    // What this process remembers of the caller has not the new role.
    this.authenticator.forget(user.credentialId);
    return { grantId: id };
  }

  /** Refuses as `accept` does, without the last two of its own. */
  async decline(actor: Actor, id: string, key: string): Promise<boolean> {
    const user = requirePerson(actor);
    await this.answer(user, { operation: 'declineRole', key, request: { id } }, async (tx) => {
      const [declined] = await tx.query<Answered>(DECLINE, [id]);
      if (declined !== undefined) auditGrant(tx, ACCESS_ACTIONS.roleDeclined, { id, ...declined });
      return declined;
    });
    return true;
  }

  private async answer(
    user: UserActor,
    command: Parameters<Commands['run']>[1] & { readonly request: { readonly id: string } },
    work: (tx: Transaction) => Promise<Answered | undefined>,
  ): Promise<void> {
    await this.commands.run(user, command, async (tx) => {
      const answered = isId(command.request.id) ? await work(tx) : undefined;
      if (answered === undefined) throw notFound('role');
      return { grantId: command.request.id };
    });
  }
}

/** A program that was given a key to a person's roles gives itself no more of them. */
function requirePerson(actor: Actor): UserActor {
  if (actor.kind === 'user' && actor.via === 'session') return actor;
  throw forbidden('Sign in with your browser to answer: a token accepts no role.');
}

function meaningOf(error: unknown): unknown {
  switch (violatedConstraint(error)) {
    case 'administrator_or_approver':
    case 'partner_or_host':
      return new Refusal('SEPARATION_OF_DUTIES', SEPARATE, ['id']);
    case 'role_grant_once':
      return new Refusal('ALREADY_GRANTED', 'You have this role already. Decline this one.', ['id']);
    default:
      return error;
  }
}
