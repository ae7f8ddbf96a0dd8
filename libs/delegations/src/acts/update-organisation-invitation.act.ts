import { Injectable } from '@nestjs/common';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { CHANGED_INVITATION, seatsFrom } from '../domain/organisation-invitation-input.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Says otherwise what a letter says. One that was approved is a draft again: what goes out is what was approved. */
@Injectable()
export class UpdateOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'updateOrganisationInvitation',
    description:
      'Changes a letter that is not sent yet: by officers of the host. One that was approved is a draft again, and whoever has changed it does not approve it',
    inputDescription: 'Absent = leave, null = clear where it may be empty. Seats are given whole',
    action: 'UPDATE',
    input: CHANGED_INVITATION,
    fact: INVITATION_FACTS.updated,
  });

  constructor(private readonly acts: InvitationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(UpdateOrganisationInvitation.act, call, ({ actor, invitation, input }) => {
      const { version: _version, ...said } = input;
      const { editors, ...before } = invitation;
      return {
        change: {
          level: said.level ?? before.level,
          seats: said.seats === undefined || said.seats === null ? before.seats : seatsFrom(said.seats),
          replyBy: said.replyBy ?? before.replyBy,
          language: said.language ?? before.language,
          signatory: said.signatory === undefined ? before.signatory : said.signatory,
          salutation: said.salutation === undefined ? before.salutation : said.salutation,
          editors: editors.includes(actor.userId) ? editors : [...editors, actor.userId],
          approvedBy: null,
          approvedAt: null,
        },
        details: {
          fields: Object.keys(said).filter((name) => said[name as keyof typeof said] !== undefined),
        },
      };
    });
  }
}
