import { Injectable } from '@nestjs/common';
import { NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE, SEATS, seatsFrom } from '../domain/organisation-invitation-input.js';
import { Correspondents } from '../letter/correspondents.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** The host’s yes to a late acceptance. Seats that were given back may be somebody else’s, so they are given anew. */
@Injectable()
export class AdmitOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'admitOrganisationInvitation',
    description:
      'Lets an organisation accept after its regrets, or after the date for replies: the host’s yes, never by itself. Seats are those that the host gives now. Whoever answers for the organisation is told by mail',
    action: 'ADMIT',
    input: {
      seats: SEATS.describe('All seats that are offered now, by role: each role once, at least one seat'),
      note: NOTE,
    },
    fact: INVITATION_FACTS.admitted,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly correspondents: Correspondents,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      AdmitOrganisationInvitation.act,
      call,
      async ({ tx, conference, invitation, input }) => {
        await this.correspondents.tellAnswer(tx, conference, invitation, true);
        const { seats, note } = input;
        return {
          change: { seats: seatsFrom(seats), answeredAt: NOW, askedAt: null, endedAt: null },
          remark: note,
        };
      },
    );
  }
}
