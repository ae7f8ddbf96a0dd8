import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Records that the letter has arrived: no answer yet. */
@Injectable()
export class AcknowledgeOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'acknowledgeOrganisationInvitation',
    description: 'Records that an organisation has said that its letter has arrived; once',
    action: 'ACKNOWLEDGE',
    input: { note: NOTE },
    fact: INVITATION_FACTS.acknowledged,
  });

  constructor(private readonly acts: InvitationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(AcknowledgeOrganisationInvitation.act, call, ({ input: { note } }) => ({
      change: { acknowledgedAt: NOW },
      remark: note,
    }));
  }
}
