import { Field, ID, InputType } from '@nestjs/graphql';
import { DateTime, IdempotencyKey, mutationPayload } from '#libs/platform';
import { type WindowKind } from '../domain/conference.js';
import { ConferenceType, WindowKindEnum } from './conference.type.js';

@InputType()
export class SetWindowInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => ID)
  conferenceId: string;

  @Field(() => WindowKindEnum, { description: 'Which window' })
  kind: WindowKind;

  @Field(() => DateTime, { description: 'When it opens' })
  opensAt: Date;

  @Field(() => DateTime, { description: 'Later than opensAt; a time that has passed closes the window' })
  closesAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The times that the caller has seen, null where none were set; where there are others by now, they are left alone',
  })
  expectedOpensAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'As expectedOpensAt' })
  expectedClosesAt?: Date | null;
}

export const SetWindowPayload = mutationPayload({
  name: 'SetWindow',
  result: { conference: () => ConferenceType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'VERSION_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
});
