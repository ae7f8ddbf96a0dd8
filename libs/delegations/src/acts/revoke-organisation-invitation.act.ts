import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { REASON } from '../domain/organisation-invitation-input.js';
import { IssueLetter } from '../letter/issue-letter.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Takes an invitation back for good, with a reason. */
@Injectable()
export class RevokeOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'revokeOrganisationInvitation',
    description:
      'Takes an invitation back, a draft too; a letter that was issued is revoked with it. Nothing leads out of this; the organisation may be invited anew',
    action: 'REVOKE',
    input: { reason: REASON },
    fact: INVITATION_FACTS.revoked,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly letters: IssueLetter,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      RevokeOrganisationInvitation.act,
      call,
      async ({ tx, invitation, input: { reason } }) => {
        await this.letters.revoke(tx, invitation);
        return { change: { endedAt: NOW, askedAt: null }, remark: reason };
      },
    );
  }
}
