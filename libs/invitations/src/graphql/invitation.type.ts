import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DateTime, IdempotencyKey, mutationPayload, enumOf, NodeType } from '#libs/platform';
import { ConferenceType } from '#libs/conference';
import { type Capacity, type InvitationState } from '../domain/invitation.js';

export const InvitationStateEnum = enumOf<InvitationState>('InvitationState', 'How an invitation stands', {
  PENDING: 'It waits for an answer',
  CONFIRMED: 'The person comes',
  DECLINED: 'The person does not come',
  LAPSED: 'No answer came in time',
  CANCELLED: 'The host, or the withdrawal of the nomination, has ended it',
});

export const CapacityEnum = enumOf<Capacity>('Capacity', 'As what a person comes', {
  DELEGATE: 'As a delegate',
  SPEAKER: 'As a speaker',
  OBSERVER: 'As an observer',
  PRESS: 'For the press',
});

@ObjectType('Invitation', {
  implements: () => NodeType,
  description: 'The personal invitation as the body and the host follow it',
})
export class InvitationType {
  @Field(() => ID) id: string;
  @Field(() => InvitationStateEnum, { description: 'How it stands' }) state: InvitationState;
  @Field(() => DateTime, { description: 'Until when the person may answer' }) respondBy: Date;
  @Field(() => DateTime, { nullable: true, description: 'When the person answered last; null: not yet' })
  answeredAt: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the mail server took the letter; null: it has not',
  })
  sentAt: Date | null;
}

@ObjectType('PersonalInvitation', {
  description: 'The invitation as the invitee sees it, opened by the link in the mail',
})
export class PersonalInvitationType {
  @Field(() => ID) id: string;
  @Field(() => InvitationStateEnum, { description: 'How it stands' }) state: InvitationState;
  @Field(() => String, { description: 'Who is invited' }) personName: string;
  @Field(() => String, { nullable: true, description: 'The title that stands before the name; null: none' })
  honorific: string | null;
  @Field(() => CapacityEnum, { description: 'As what the person is invited' }) capacity: Capacity;
  @Field(() => ConferenceType) conference: object;
  @Field(() => String, { description: 'The body that put the name forward' }) nominatedBy: string;
  @Field(() => DateTime, { description: 'Until when an answer is taken' }) respondBy: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it was answered last; null: not yet' })
  answeredAt: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when the answer may be changed: by who has accepted, and by who has declined as long as the place is there; null where nothing can be changed',
  })
  changeableUntil: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'After an acceptance: the calendar file (iCalendar) of its mail; null in every other state',
  })
  calendar: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Whom to write to with a question, as the mail says: a name and an address; null: the organisation that put the name forward',
  })
  contact: string | null;
}

@InputType()
export class ConfirmInvitationInput {
  @IdempotencyKey() idempotencyKey: string;
}

@InputType()
export class DeclineInvitationInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => String, { nullable: true, description: 'For the nominating body, at most 1,000 characters' })
  reason?: string | null;
}

const answered = {
  result: { invitation: () => PersonalInvitationType },
  codes: ['NOT_FOUND', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', 'ACTION_UNAVAILABLE', 'WINDOW_CLOSED'],
  extras: { state: () => InvitationStateEnum },
} as const;

export const ConfirmInvitationPayload = mutationPayload({
  name: 'ConfirmInvitation',
  ...answered,
  codes: [...answered.codes, 'PLACE_GONE'],
});
export const DeclineInvitationPayload = mutationPayload({ name: 'DeclineInvitation', ...answered });
