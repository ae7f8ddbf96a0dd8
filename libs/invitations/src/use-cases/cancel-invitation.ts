import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { Notifications } from '#libs/notifications';
import { TOLD_TO_BODY, TOLD_TO_PERSON } from '../invitation-messages.js';
import { invitationCancelled } from '../messages/invitation-cancelled.message.js';
import { invitationPassedOn } from '../messages/invitation-passed-on.message.js';
import { type SourceOfInvitation } from '../invitation-sources.js';
import { personalInvitation } from '../messages/personal-invitation.message.js';
import { type ChangedRow, type ConferenceRow, factsOf } from '../persistence/invitation-record.js';
import { CANCEL_INVITATION, CONFERENCE_FACTS } from '../persistence/invitation.statements.js';

interface CancelledRow extends ChangedRow {
  person_name: string;
  honorific: string | null;
  email: string;
  language: string;
}

/** Why an invitation ends: its source was taken back, or somebody else has its place. The person is told which. */
export type WhyCancelled = 'WITHDRAWN' | 'SUPERSEDED';
const TOLD = { WITHDRAWN: invitationCancelled, SUPERSEDED: invitationPassedOn } as const;

/** Ends the live invitation of a source, if there is one. Mail that has not left does not leave; other mail is corrected. */
@Injectable()
export class CancelInvitation {
  constructor(private readonly notifications: Notifications) {}

  async run(tx: Transaction, source: SourceOfInvitation, why: WhyCancelled): Promise<void> {
    const [invitation] = await tx.query<CancelledRow>(CANCEL_INVITATION, [source.type, source.id]);
    if (invitation === undefined) return;
    const { id, conference_id: conferenceId, body_id: bodyId } = invitation;
    tx.audit({
      conferenceId,
      bodyId,
      action: 'invitation.cancelled',
      subjectType: source.type,
      subjectId: source.id,
      details: { invitation: id },
    });
    const [messages, [conference]] = await Promise.all([
      this.notifications.cancelFor(tx, id, [personalInvitation, ...TOLD_TO_PERSON]),
      tx.query<ConferenceRow>(CONFERENCE_FACTS, [conferenceId, [bodyId]]),
      this.notifications.cancelFor(tx, id, TOLD_TO_BODY),
    ]);
    if (!messages.some(({ mayHaveArrived }) => mayHaveArrived)) return;
    await this.notifications.compose(tx, [
      {
        conferenceId,
        bodyId,
        about: source,
        subject: { type: 'invitation', id, version: invitation.version },
        recipient: { name: invitation.person_name, email: invitation.email, language: invitation.language },
        content: TOLD[why].with({
          conferenceName: conference?.name ?? '',
          personName: invitation.person_name,
          honorific: invitation.honorific,
          nominatedBy: conference?.bodies[bodyId] ?? '',
          event: conference === undefined ? null : occasionOf(conference),
        }),
      },
    ]);
  }
}

/** What stands in the person's calendar, for the mail that takes it out. */
function occasionOf(conference: ConferenceRow) {
  const { venue, city, startsOn, endsOn, timeZone } = factsOf(conference, conference.name);
  return { venue, city, startsOn, endsOn, timeZone };
}
