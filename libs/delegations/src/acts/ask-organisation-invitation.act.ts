import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** An organisation asks the host whether it may accept after all. Nothing is accepted by that. */
@Injectable()
export class AskOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'askOrganisationInvitation',
    description:
      'Asks the host whether an organisation may accept after its regrets, or after the date for replies: by whoever answers for it, once. It accepts nothing; the host answers with `admitOrganisationInvitation` or `declineOrganisationInvitation`',
    action: 'ASK',
    input: { note: NOTE },
    fact: INVITATION_FACTS.asked,
  });

  constructor(private readonly acts: InvitationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(AskOrganisationInvitation.act, call, ({ invitation, input: { note } }) => {
      if (invitation.askedAt !== null)
        throw new Refusal('ACTION_UNAVAILABLE', 'The host has been asked already, and will answer.', ['id']);
      return { change: { askedAt: NOW }, remark: note };
    });
  }
}
