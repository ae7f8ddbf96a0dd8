import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ConferenceType } from '#libs/conference';
import { type Region, type RegionalGroup, RegionalGroupEnum, RegionEnum } from '#libs/organisations';
import { connectionOf, DateTime, enumOf, LanguageTag, ListSize, NodeType } from '#libs/platform';
import { type InvitationLevel } from '../domain/organisation-invitation.js';
import {
  ORGANISATION_INVITATION_STATES,
  type OrganisationInvitationAction,
  type OrganisationInvitationState,
} from '../domain/organisation-invitation.lifecycle.js';
import { SEAT_ROLES, type SeatRole } from '../domain/seats.js';
import { type OfferedSeats } from '../queries/organisation-invitations.js';

const nullable = { nullable: true } as const;

export const OrganisationInvitationStateEnum = enumOf<OrganisationInvitationState>(
  'OrganisationInvitationState',
  'Where the invitation of an organisation stands',
  {
    DRAFT: 'An officer writes the letter',
    APPROVED: 'An approver who had no part in it has approved the letter as it stands',
    SENT: 'The letter is out and not answered. `acknowledgedAt`: it is known to have arrived',
    ACCEPTED: 'The organisation comes',
    REGRETS: 'The organisation does not come, whether it said so at once or after it had accepted',
    LAPSED: 'Nobody has answered by the date for replies',
    REVOKED: 'The host has taken the invitation back; the organisation may be invited anew',
  },
);
export const OrganisationInvitationActionEnum = enumOf<OrganisationInvitationAction>(
  'OrganisationInvitationAction',
  'What can be done with the invitation of an organisation in its present state',
  {
    UPDATE: '`updateOrganisationInvitation`',
    APPROVE: '`approveOrganisationInvitation`',
    SEND: '`sendOrganisationInvitation`',
    ACKNOWLEDGE: '`acknowledgeOrganisationInvitation`',
    ACCEPT: '`acceptOrganisationInvitation`, until the date for replies',
    ASK: '`askOrganisationInvitation`, after the date for replies or after regrets',
    ADMIT: '`admitOrganisationInvitation`, after the date for replies or after regrets',
    DECLINE: '`declineOrganisationInvitation`, where an organisation has asked',
    REGRET: '`regretOrganisationInvitation`',
    LAPSE: 'Nobody’s: it comes by itself behind the date for replies',
    REMIND: '`remindOrganisationInvitation`, until there is an answer, once within a day',
    EXTEND: '`extendOrganisationInvitation`, until there is an answer',
    REVOKE: '`revokeOrganisationInvitation`',
  },
);
export const InvitationLevelEnum = enumOf<InvitationLevel>(
  'OrganisationInvitationLevel',
  'Whom of an organisation the letter invites',
  {
    HEAD_OF_STATE: 'The head of state or government',
    MINISTER: 'A minister',
    SENIOR_OFFICIAL: 'A senior official',
    OBSERVER: 'An observer',
  },
);
export const SeatRoleEnum = enumOf<SeatRole>('SeatRole', 'In what way somebody belongs to a delegation', {
  HEAD: 'Leads it; one at most',
  DELEGATE: 'A delegate',
  ADVISER: 'Advises the delegates',
  INTERPRETER: 'Interprets for them',
  SECURITY: 'Protects them',
  PRESS: 'Reports for them',
  SPOUSE: 'Accompanies one of them',
});

@ObjectType('OfferedSeats', { description: 'Seats of one role that an organisation is offered' })
export class OfferedSeatsType {
  @Field(() => SeatRoleEnum, { description: 'No role takes another’s seat' }) role: SeatRole;
  @Field(() => Int, { description: 'How many, 1 at least' }) count: number;
}

@InputType({ description: 'Seats of one role that an organisation is offered' })
export class OfferedSeatsInput {
  @Field(() => SeatRoleEnum, { description: 'Each role once' }) role: SeatRole;
  @Field(() => Int, { description: 'From 0 to 500; of heads 1 at most' }) count: number;
}

@ObjectType('OrganisationInvitation', {
  implements: () => NodeType,
  description:
    'The letter of the host to a government or organisation, and what came of it. For the host and auditors; once it is out, for whoever answers for the organisation. What happened is in `auditEvents` under its id, for the host and auditors',
})
export class OrganisationInvitationType {
  @Field(() => ID) id: string;
  @Field(() => ConferenceType) conference: object;
  @Field(() => OrganisationInvitationStateEnum, { description: 'Where it stands' })
  state: OrganisationInvitationState;
  @Field(() => InvitationLevelEnum, { description: 'Whom the letter invites' }) level: InvitationLevel;
  @Field(() => [OfferedSeatsType], { description: 'All seats that are offered; one for each role at most' })
  @ListSize(SEAT_ROLES.length)
  seats: readonly OfferedSeats[];
  @Field(() => String, {
    description: 'The last day for an answer, at the place of the conference, as 2027-09-15',
  })
  replyBy: string;
  @Field(() => DateTime, { description: 'The last second of that day: until then a reply is in time' })
  replyByEnds: Date;
  @Field(() => LanguageTag, { description: 'Of the letter: en, fr, es, ru, ar or zh' }) language: string;
  @Field(() => String, { ...nullable, description: 'Who signs the letter, with title' }) signatory:
    string | null;
  @Field(() => String, {
    ...nullable,
    description: 'How the letter addresses its reader; null: nobody has said, and nobody guesses',
  })
  salutation: string | null;
  @Field(() => DateTime, { ...nullable, description: 'When it was approved as it stands; null: it is not' })
  approvedAt: Date | null;
  @Field(() => DateTime, { ...nullable, description: 'When the letter went out; null: it has not' })
  sentAt: Date | null;
  @Field(() => DateTime, {
    ...nullable,
    description: 'When the organisation said that the letter has arrived; null: it has not',
  })
  acknowledgedAt: Date | null;
  @Field(() => DateTime, {
    ...nullable,
    description: 'When its last answer was recorded; null: there is none',
  })
  answeredAt: Date | null;
  @Field(() => DateTime, {
    ...nullable,
    description:
      'When the organisation asked the host whether it may accept after all; null: it has not, or has its answer',
  })
  askedAt: Date | null;
  @Field(() => DateTime, {
    ...nullable,
    description: 'When the organisation was last reminded of its answer; null: never',
  })
  remindedAt: Date | null;
  @Field(() => DateTime, { ...nullable, description: 'When it lapsed or was revoked; null: neither' })
  endedAt: Date | null;
  @Field(() => Int, { description: 'Moves with each act; acts on it name the one that was read' })
  version: number;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, { description: 'Of its last change' }) updatedAt: Date;
  @Field(() => [OrganisationInvitationActionEnum], { description: 'What the caller can do with it now' })
  availableActions: readonly OrganisationInvitationAction[];
}

export const OrganisationInvitationConnection = connectionOf(
  'OrganisationInvitation',
  () => OrganisationInvitationType,
);

@ObjectType('OrganisationInvitationFigures', { description: 'How many invitations are in one state' })
export class OrganisationInvitationFiguresType {
  @Field(() => OrganisationInvitationStateEnum, { description: 'Which state' })
  state: OrganisationInvitationState;
  @Field(() => Int, { description: 'Invitations that are in it' }) count: number;
  @Field(() => [OfferedSeatsType], {
    description: 'Seats of all of these together; one for each role at most',
  })
  @ListSize(SEAT_ROLES.length)
  seats: readonly OfferedSeats[];
}
/** One for each state. */
export const MOST_FIGURES = ORGANISATION_INVITATION_STATES.length;

@InputType({
  description:
    'Which invitations are asked for: values OR within a field, AND between fields. What is left out or null does not restrict them',
})
export class OrganisationInvitationFilterInput {
  @Field(() => String, {
    ...nullable,
    description:
      'Any name of the organisation, in any language, or its beginning, at most 200 characters. The order stays',
  })
  search?: string | null;
  @Field(() => [OrganisationInvitationStateEnum], { ...nullable, description: 'In these states alone' })
  states?: OrganisationInvitationState[] | null;
  @Field(() => Boolean, {
    ...nullable,
    description:
      'true: those that are out and have no answer, nor a question of the organisation, behind the date for replies, whether they have lapsed or not; false: all others',
  })
  isOverdue?: boolean | null;
  @Field(() => [InvitationLevelEnum], { ...nullable, description: 'Of these levels alone' })
  levels?: InvitationLevel[] | null;
  @Field(() => [RegionEnum], { ...nullable, description: 'Of countries in these regions alone' })
  regions?: Region[] | null;
  @Field(() => [RegionalGroupEnum], { ...nullable, description: 'Of countries in these groups alone' })
  regionalGroups?: RegionalGroup[] | null;
}
