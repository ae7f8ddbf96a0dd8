import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { lapseOrganisationInvitation } from '../delegations.jobs.js';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { REASON, REPLY_BY, replyBy } from '../domain/organisation-invitation-input.js';
import { endOfDay } from '../domain/reply-date.js';
import { Correspondents } from '../letter/correspondents.js';
import { replyByMoved } from '../messages/reply-by-moved.message.js';
import { IS_TO_COME } from '../persistence/organisation-invitation.statements.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** The first moment that is too late lies behind the last second that is not. */
const BEHIND_MS = 1_000;

/** Gives an organisation that has not answered a later date for replies. One that had lapsed may answer again. */
@Injectable()
export class ExtendOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'extendOrganisationInvitation',
    description:
      'Gives an organisation that has not answered a later date for replies, and tells whoever answers for it and its contacts by mail. One that had lapsed is SENT again, and may accept by itself; what it has asked of the host is answered by that. The letter stays as it was issued',
    action: 'EXTEND',
    input: {
      replyBy: replyBy.describe(`${REPLY_BY}; later than the present one, and not over yet`),
      reason: REASON,
    },
    fact: INVITATION_FACTS.extended,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly correspondents: Correspondents,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      ExtendOrganisationInvitation.act,
      call,
      async ({ tx, conference, invitation, input }) => {
        const { id, conferenceId, replyBy: from } = invitation;
        const { replyBy: to, reason } = input;
        const end = endOfDay(to, conference.timeZone);
        const [told] = await tx.query<{ isToCome: boolean }>(IS_TO_COME, [end]);
        if (to <= from) throw refused('Give a later day than the one that the organisation has.');
        if (told?.isToCome !== true)
          throw refused('This day is over at the place of the conference. Give a later one.');
        const runAt = new Date(end.getTime() + BEHIND_MS);
        tx.enqueue(lapseOrganisationInvitation, { invitationId: id }, { conferenceId, runAt });
        const recipients = await this.correspondents.everybody(tx, conference, invitation);
        const content = replyByMoved.with({
          conferenceName: conference.name,
          organisationName: await this.correspondents.nameOf(tx, conference, invitation),
          replyBy: to,
          city: conference.city,
        });
        await this.correspondents.write(tx, invitation, content, recipients);
        return {
          change: { replyBy: to, askedAt: null, endedAt: null },
          details: { from, to, recipients: recipients.length },
          remark: reason,
        };
      },
    );
  }
}

const refused = (message: string): Refusal => new Refusal('INVALID_INPUT', message, ['input', 'replyBy']);
