import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Records an organisation’s no, whenever it comes. */
@Injectable()
export class RegretOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'regretOrganisationInvitation',
    description:
      'An organisation sends its regrets, also after it has accepted: by whoever answers for it, or recorded by an officer of the host',
    action: 'REGRET',
    input: { note: NOTE },
    fact: INVITATION_FACTS.regretted,
  });

  constructor(private readonly acts: InvitationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(RegretOrganisationInvitation.act, call, ({ input: { note } }) => ({
      change: { answeredAt: NOW, askedAt: null, endedAt: null },
      remark: note,
    }));
  }
}
