import { type MessageContent } from '#libs/notifications';
import { type Capacity } from './domain/invitation.js';
import { acceptedAfterAll } from './messages/accepted-after-all.message.js';
import { declineConfirmed } from './messages/decline-confirmed.message.js';
import { invitationConfirmed } from './messages/invitation-confirmed.message.js';
import { invitationDeclined } from './messages/invitation-declined.message.js';
import { personalInvitation } from './messages/personal-invitation.message.js';

/** Mail about an answer: it holds until the answer is changed or the invitation ends. */
export const TOLD_TO_PERSON = [invitationConfirmed, declineConfirmed];
export const TOLD_TO_BODY = [invitationDeclined, acceptedAfterAll];

/** What messages say about a conference. */
export interface ConferenceFacts {
  readonly conferenceName: string;
  readonly venue: string;
  readonly city: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
}

export interface Invitee {
  readonly personName: string;
  readonly honorific: string | null;
  readonly capacity: Capacity;
}

/** The words of the personal invitation: the same for its preview, its issue and its reminder. */
export function invitationContent(
  facts: ConferenceFacts,
  invitee: Invitee,
  offer: {
    readonly nominatedBy: string;
    readonly respondBy: Date;
    readonly linkVersion: number;
    readonly isReminder?: boolean;
  },
): MessageContent {
  return personalInvitation.with({
    ...event(facts),
    personName: invitee.personName,
    honorific: invitee.honorific,
    capacity: invitee.capacity,
    nominatedBy: offer.nominatedBy,
    respondBy: offer.respondBy.toISOString(),
    linkVersion: offer.linkVersion,
    isReminder: offer.isReminder ?? false,
  });
}

export function confirmationContent(
  facts: ConferenceFacts,
  invitee: Invitee,
  changeableUntil: Date | null,
): MessageContent {
  return invitationConfirmed.with({
    ...event(facts),
    personName: invitee.personName,
    honorific: invitee.honorific,
    capacity: invitee.capacity,
    changeableUntil: changeableUntil?.toISOString() ?? null,
  });
}

export function declineContent(
  facts: ConferenceFacts,
  invitee: Invitee,
  answer: { readonly wasConfirmed: boolean; readonly changeableUntil: Date | null },
): MessageContent {
  return declineConfirmed.with({
    ...event(facts),
    personName: invitee.personName,
    honorific: invitee.honorific,
    wasConfirmed: answer.wasConfirmed,
    changeableUntil: answer.changeableUntil?.toISOString() ?? null,
  });
}

/** Only what belongs into the message, whatever else the facts carry. */
const event = ({
  conferenceName,
  venue,
  city,
  startsOn,
  endsOn,
  timeZone,
}: ConferenceFacts): ConferenceFacts => ({
  conferenceName,
  venue,
  city,
  startsOn,
  endsOn,
  timeZone,
});
