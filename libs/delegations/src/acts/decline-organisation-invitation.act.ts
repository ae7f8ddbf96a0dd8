import { Injectable } from '@nestjs/common';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { REASON } from '../domain/organisation-invitation-input.js';
import { Correspondents } from '../letter/correspondents.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** The host’s no to an organisation that asks whether it may accept after all. */
@Injectable()
export class DeclineOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'declineOrganisationInvitation',
    description:
      'Says no to an organisation that has asked whether it may accept after its regrets, or after the date for replies. Its invitation stays as it is. Whoever answers for it is told by mail, without the reason',
    action: 'DECLINE',
    input: { reason: REASON },
    fact: INVITATION_FACTS.declined,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly correspondents: Correspondents,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      DeclineOrganisationInvitation.act,
      call,
      async ({ tx, conference, invitation, input }) => {
        await this.correspondents.tellAnswer(tx, conference, invitation, false);
        return { change: { askedAt: null }, remark: input.reason };
      },
    );
  }
}
