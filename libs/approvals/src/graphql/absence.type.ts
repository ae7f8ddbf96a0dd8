import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { UserType } from '#libs/access';
import { DateTime, IdempotencyKey, NodeType } from '#libs/platform';

@ObjectType('Absence', {
  implements: () => NodeType,
  description: 'A time for which colleagues may sign in the place of an approver',
})
export class AbsenceType {
  @Field(() => ID) id: string;
  @Field(() => UserType) user: object;
  @Field(() => DateTime) startsAt: Date;
  @Field(() => DateTime) endsAt: Date;
  @Field(() => Boolean, { description: 'The caller may end it' }) canEnd: boolean;
}

@InputType()
export class RecordAbsenceInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => ID, { nullable: true, description: 'Left out for oneself; others are for administrators' })
  userId?: string | null;
  @Field(() => DateTime) startsAt: Date;
  @Field(() => DateTime) endsAt: Date;
}

@InputType()
export class EndAbsenceInput {
  @IdempotencyKey() idempotencyKey: string;
}
