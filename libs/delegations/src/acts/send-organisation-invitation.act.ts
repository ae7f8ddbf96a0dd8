import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { lapseOrganisationInvitation } from '../delegations.jobs.js';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { IssueLetter } from '../letter/issue-letter.js';
import { requireTime } from './approve-organisation-invitation.act.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** The first moment that is too late lies behind the last second that is not. */
const BEHIND_MS = 1_000;

/** Issues an approved letter and mails it to the contacts of the organisation; without an answer the invitation lapses at the end of the date for replies. */
@Injectable()
export class SendOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'sendOrganisationInvitation',
    description:
      'Sends an approved letter: it gets its number, and goes by mail to every contact of the organisation that has an address; where none has, somebody hands it over. Refused with INCOMPLETE where it lacks something. Without an answer the invitation lapses at the end of the date for replies, at the place of the conference',
    action: 'SEND',
    input: { note: NOTE },
    codes: ['INCOMPLETE'],
    fact: INVITATION_FACTS.sent,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly letters: IssueLetter,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      SendOrganisationInvitation.act,
      call,
      async ({ tx, actor, conference, invitation, end, isPast, input: { note } }) => {
        requireTime(isPast);
        const { id, conferenceId } = invitation;
        const runAt = new Date(end.getTime() + BEHIND_MS);
        tx.enqueue(lapseOrganisationInvitation, { invitationId: id }, { conferenceId, runAt });
        const { recipients } = await this.letters.issue(tx, actor, { conference, invitation });
        return { change: { sentAt: NOW }, details: { recipients }, remark: note };
      },
    );
  }
}
