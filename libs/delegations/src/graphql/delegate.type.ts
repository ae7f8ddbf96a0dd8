import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, declareInput, EmailAddress, enumOf, mutationPayload, NodeType } from '#libs/platform';
import { type Standing } from '../domain/standing.js';
import { type SeatRole } from '../domain/seats.js';
import { nameDelegateInput } from '../members/name-delegate.js';
import { OrganisationInvitationType, SeatRoleEnum } from './organisation-invitation.type.js';

const nullable = { nullable: true } as const;

@ObjectType('Delegate', {
  implements: () => NodeType,
  description:
    'Somebody who is named for a seat of a delegation. For the host and auditors, and for whoever answers for the organisation',
})
export class DelegateType {
  @Field(() => ID) id: string;
  @Field(() => SeatRoleEnum, { description: 'Which seat they have' }) role: SeatRole;
  @Field(() => String, { description: 'As it was typed' }) name: string;
  @Field(() => EmailAddress, {
    ...nullable,
    description: 'Where they can be reached; one address may serve many',
  })
  email: string | null;
  @Field(() => String, { ...nullable, description: 'What they are in the organisation' }) position:
    string | null;
  @Field(() => DateTime, { description: 'When they were named' }) namedAt: Date;
}

@ObjectType('SeatBalance', { description: 'How the seats of one role stand' })
export class SeatBalanceType {
  @Field(() => SeatRoleEnum, { description: 'No role takes another’s seat' }) role: SeatRole;
  @Field(() => Int, { description: 'How many the letter offers' }) offered: number;
  @Field(() => Int, { description: 'How many people are named for them' }) named: number;
  @Field(() => Int, { description: 'How many more may be named' }) free: number;
}

export const StandingEnum = enumOf<Standing>(
  'OrganisationStanding',
  'How an organisation stands: the state of its invitation, and behind an acceptance how far its delegation is',
  {
    DRAFT: 'As the state',
    APPROVED: 'As the state',
    SENT: 'As the state',
    OPENED: 'Somebody who answers for the organisation has opened the letter',
    ACCEPTED: 'It has accepted; nobody is named yet',
    NAMED: 'Somebody is named for its delegation',
    COMPLETE: 'The delegation has its head, all seats are taken and everybody is ready',
    REGRETS: 'As the state',
    LAPSED: 'As the state',
    REVOKED: 'As the state',
  },
);

export const NameDelegateInput = declareInput(
  {
    name: 'NameDelegateInput',
    description: 'Who is named for which seat',
    shape: nameDelegateInput.shape,
    isOfMutation: true,
  },
  { EmailAddress: () => EmailAddress, SeatRole: () => SeatRoleEnum },
);
export type NameDelegateRequest = Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };

const result = { invitation: () => OrganisationInvitationType };
export const NameDelegatePayload = mutationPayload({
  name: 'NameDelegate',
  result: { delegate: () => DelegateType, ...result },
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'INVALID_INPUT',
    'ACTION_UNAVAILABLE',
    'DELEGATIONS_FROZEN',
    'SEAT_TAKEN',
    'ALREADY_NAMED',
    'IDEMPOTENCY_KEY_REUSED',
  ],
  extras: { namedFor: () => String, takenBy: () => String },
});
export const RemoveDelegatePayload = mutationPayload({
  name: 'RemoveDelegate',
  result,
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'DELEGATIONS_FROZEN', 'IDEMPOTENCY_KEY_REUSED'],
});
