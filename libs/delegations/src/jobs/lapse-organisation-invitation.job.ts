import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor, Clock } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { JobHandler, NOW, UnitOfWork } from '#libs/platform';
import { auditInvitation } from '../audit-invitation.js';
import { lapseOrganisationInvitation } from '../delegations.jobs.js';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { organisationInvitationLifecycle } from '../domain/organisation-invitation.lifecycle.js';
import { endOfDay } from '../domain/reply-date.js';
import { type InvitationRow, SENT_INVITATION } from '../persistence/organisation-invitation.statements.js';
import { ORGANISATION_INVITATION } from '../persistence/organisation-invitation.table.js';

const ACTOR: Actor = { kind: 'system', task: 'lapse-organisation-invitation' };
const BEHIND_MS = 1_000;

/** Lets an invitation lapse that nobody has answered in time. One that has moved on since is left alone. */
@Injectable()
export class LapseOrganisationInvitation extends JobHandler<
  z.output<typeof lapseOrganisationInvitation.payload>
> {
  readonly job = lapseOrganisationInvitation;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {
    super();
  }

  async handle({ invitationId }: z.output<typeof lapseOrganisationInvitation.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [sent] = await tx.query<InvitationRow>(SENT_INVITATION, [invitationId]);
      const conference = sent && (await this.conferences.conference(sent.conferenceId));
      const state = sent && organisationInvitationLifecycle.next(sent.state, 'LAPSE');
      if (sent === undefined || conference === undefined || state === undefined) return;
      const end = endOfDay(sent.replyBy, conference.timeZone);
      if (this.clock.now() < end) {
        const { conferenceId } = sent;
        const runAt = new Date(end.getTime() + BEHIND_MS);
        tx.enqueue(lapseOrganisationInvitation, { invitationId }, { conferenceId, runAt });
        return;
      }
      tx.update(ORGANISATION_INVITATION, sent.id, {
        state,
        endedAt: NOW,
        version: sent.version + 1,
        updatedAt: NOW,
      });
      auditInvitation(tx, sent, INVITATION_FACTS.lapsed);
    });
  }
}
