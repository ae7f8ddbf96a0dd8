import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Records an acceptance that came in time. */
@Injectable()
export class AcceptOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'acceptOrganisationInvitation',
    description:
      'An organisation accepts in time: by whoever answers for it, or recorded by an officer of the host. After the date for replies, or after regrets, it is the host who admits it: `admitOrganisationInvitation`',
    action: 'ACCEPT',
    input: { note: NOTE },
    fact: INVITATION_FACTS.accepted,
  });

  constructor(private readonly acts: InvitationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(AcceptOrganisationInvitation.act, call, ({ input: { note } }) => ({
      change: { answeredAt: NOW, askedAt: null },
      remark: note,
    }));
  }
}
