import { type MessageKind, type MessageParams } from '#libs/notifications';
import { type Capacity } from './domain/invitation.js';

/** Mail about an answer: it holds until the answer is changed or the invitation ends. */
export const TOLD_TO_PERSON = ['INVITATION_CONFIRMED', 'DECLINE_CONFIRMED'] as const satisfies MessageKind[];
export const TOLD_TO_BODY = ['INVITATION_DECLINED', 'ACCEPTED_AFTER_ALL'] as const satisfies MessageKind[];

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
export function invitationParams(
  facts: ConferenceFacts,
  invitee: Invitee,
  offer: {
    readonly nominatedBy: string;
    readonly respondBy: Date;
    readonly linkVersion: number;
    readonly isReminder?: boolean;
  },
): MessageParams<'PERSONAL_INVITATION'> {
  return {
    ...event(facts),
    personName: invitee.personName,
    honorific: invitee.honorific,
    capacity: invitee.capacity,
    nominatedBy: offer.nominatedBy,
    respondBy: offer.respondBy.toISOString(),
    linkVersion: offer.linkVersion,
    isReminder: offer.isReminder ?? false,
  };
}

export function confirmationParams(
  facts: ConferenceFacts,
  invitee: Invitee,
  changeableUntil: Date | null,
): MessageParams<'INVITATION_CONFIRMED'> {
  return {
    ...event(facts),
    personName: invitee.personName,
    honorific: invitee.honorific,
    capacity: invitee.capacity,
    changeableUntil: changeableUntil?.toISOString() ?? null,
  };
}

export function declineParams(
  facts: ConferenceFacts,
  invitee: Invitee,
  answer: { readonly wasConfirmed: boolean; readonly changeableUntil: Date | null },
): MessageParams<'DECLINE_CONFIRMED'> {
  return {
    ...event(facts),
    personName: invitee.personName,
    honorific: invitee.honorific,
    wasConfirmed: answer.wasConfirmed,
    changeableUntil: answer.changeableUntil?.toISOString() ?? null,
  };
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
