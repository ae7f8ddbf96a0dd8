import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Approves a letter as it stands, by somebody who has neither drafted nor ever changed it. */
@Injectable()
export class ApproveOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'approveOrganisationInvitation',
    description:
      'Approves a letter as it stands: by an approver of the host who has neither drafted nor changed it at any time. Refused with INCOMPLETE without a salutation, which nobody guesses, or with a date for replies that is over',
    action: 'APPROVE',
    input: { note: NOTE },
    codes: ['SEPARATION_OF_DUTIES', 'INCOMPLETE'],
    fact: INVITATION_FACTS.approved,
  });

  constructor(private readonly acts: InvitationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      ApproveOrganisationInvitation.act,
      call,
      ({ actor, invitation, isPast, input: { note } }) => {
        if (invitation.salutation === null)
          throw new Refusal('INCOMPLETE', 'The letter has no salutation yet. Have it given first.', ['id']);
        requireTime(isPast);
        return { change: { approvedBy: actor.userId, approvedAt: NOW }, remark: note };
      },
    );
  }
}

/** Nobody is asked for an answer that would come too late. */
export function requireTime(isPast: boolean): void {
  if (isPast)
    throw new Refusal('INCOMPLETE', 'The date for replies is over. Have a later one given first.', ['id']);
}
