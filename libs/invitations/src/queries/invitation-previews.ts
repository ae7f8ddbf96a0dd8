import { Injectable } from '@nestjs/common';
import { type Actor, ANONYMOUS } from '#libs/kernel';
import { Database, inSlices } from '#libs/platform';
import { ConferenceReference } from '#libs/conference';
import { Notifications } from '#libs/notifications';
import { type Capacity } from '../domain/invitation.js';
import { DEADLINE_OF_NOW } from '../persistence/invitation.statements.js';
import { LINK_VERSION } from '../domain/invitation-token.js';
import { invitationContent } from '../invitation-messages.js';

/** Somebody who would be invited. */
export interface PossibleInvitee {
  readonly personName: string;
  readonly honorific: string | null;
  readonly email: string | null;
  readonly language: string | null;
  readonly capacity: string;
  readonly bodyName: string;
}

export interface InvitationPreview {
  readonly recipientName: string;
  readonly recipientEmail: string | null;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

/** The very invitations that would be sent now: by the same template and the same words, the link apart. */
@Injectable()
export class InvitationPreviews {
  constructor(
    private readonly conferences: ConferenceReference,
    private readonly notifications: Notifications,
    private readonly database: Database,
  ) {}

  /** In the order of `people`; an unknown conference has none. */
  async render(
    actor: Actor,
    conferenceId: string,
    people: readonly PossibleInvitee[],
  ): Promise<InvitationPreview[]> {
    const conference = await this.conferences.conference(conferenceId);
    if (conference === undefined) return [];
    const [deadline] = await this.database.read<{ respond_by: Date }>(ANONYMOUS, DEADLINE_OF_NOW, [
      conferenceId,
    ]);
    if (deadline === undefined) return [];
    const respondBy = deadline.respond_by;
    return inSlices(actor, people, (person) => {
      const invitee = { ...person, capacity: person.capacity as Capacity };
      const content = invitationContent({ ...conference, conferenceName: conference.name }, invitee, {
        nominatedBy: person.bodyName,
        respondBy,
        linkVersion: LINK_VERSION,
      });
      const { subject, text } = this.notifications.render(content, {
        language: person.language,
        offered: conference.locales,
      });
      return {
        recipientName: person.personName,
        recipientEmail: person.email,
        kind: content.message.kind,
        subject,
        text,
      };
    });
  }
}
