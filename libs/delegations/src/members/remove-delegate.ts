import { Injectable } from '@nestjs/common';
import {
  conferencesReadWhole,
  forbidden,
  isId,
  notFound,
  organisationsRead,
  type UserActor,
} from '#libs/kernel';
import { Commands, NOW } from '#libs/platform';
import { auditInvitation } from '../audit-invitation.js';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { type DelegateRow, IS_OPEN, LOAD_DELEGATE } from '../persistence/delegate.statements.js';
import { DELEGATE } from '../persistence/delegate.table.js';
import { changesDelegation, requireOpen } from '../policies/delegate.policy.js';

/** Takes somebody out of a delegation: the seat is free again. */
@Injectable()
export class RemoveDelegate {
  constructor(private readonly commands: Commands) {}

  /**
   * Refuses with NOT_FOUND (unknown, out of sight, or out of the delegation), FORBIDDEN, DELEGATIONS_FROZEN (by the database's clock, for whoever
   * answers for the organisation) and IDEMPOTENCY_KEY_REUSED.
   */
  run(actor: UserActor, id: string, key: string): Promise<{ id: string; invitationId: string }> {
    return this.commands.run(actor, { operation: 'removeDelegate', key, request: { id } }, async (tx) => {
      const sight = [conferencesReadWhole(actor), organisationsRead(actor)];
      const [delegate] = isId(id) ? await tx.query<DelegateRow>(LOAD_DELEGATE, [id, ...sight]) : [];
      if (delegate === undefined) throw notFound('delegate');
      if (!changesDelegation(actor, delegate))
        throw forbidden(
          'Only whoever answers for the organisation takes somebody out of its delegation, or an officer of the host.',
        );
      const [times] = await tx.query<{ isOpen: boolean }>(IS_OPEN, [delegate.conferenceId]);
      requireOpen(actor, delegate, times?.isOpen === true);
      tx.update(DELEGATE, id, { removedAt: NOW });
      const { conferenceId, invitationId, role } = delegate;
      auditInvitation(tx, { id: invitationId, conferenceId }, INVITATION_FACTS.delegateRemoved, { role });
      return { id, invitationId };
    });
  }
}
