import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { UserType } from '#libs/access';
import { DateTime, IdempotencyKey, NodeType } from '#libs/platform';

@ObjectType('Absence', {
  implements: () => NodeType,
  description: 'A time for which colleagues may sign in the place of an approver',
})
export class AbsenceType {
  @Field(() => ID) id: string;
  @Field(() => UserType, { description: 'Who is away' }) user: object;
  @Field(() => DateTime, { description: 'From when colleagues may sign in their place' }) startsAt: Date;
  @Field(() => DateTime, { description: 'From when colleagues do not sign in their place any more' })
  endsAt: Date;
  @Field(() => Boolean, { description: 'The caller may end it' }) canEnd: boolean;
}

@InputType()
export class RecordAbsenceInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => ID, { nullable: true, description: 'Left out for oneself; others are for administrators' })
  userId?: string | null;
  @Field(() => DateTime, { description: 'From when they are away' }) startsAt: Date;
  @Field(() => DateTime, { description: 'When they are back, at most a year later' }) endsAt: Date;
}

@InputType()
export class EndAbsenceInput {
  @IdempotencyKey() idempotencyKey: string;
}
