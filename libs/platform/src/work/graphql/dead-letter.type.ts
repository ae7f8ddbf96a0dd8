import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.js';
import { IdempotencyKey } from '../../graphql/idempotency-key.js';
import { NodeType } from '../../graphql/node.type.js';
import { mutationPayload } from '../../graphql/mutation-payload.js';
import { DateTime } from '../../graphql/scalars.js';

@ObjectType('DeadLetter', {
  implements: () => NodeType,
  description: 'A piece of background work that failed for good and waits for a person',
})
export class DeadLetterType {
  @Field(() => ID) id: string;
  @Field(() => String, { description: 'The queue that it came from' }) queue: string;
  @Field(() => String, { description: 'What was to be done: `screen-nomination`' }) job: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The id of what it is about; null where it is about nothing',
  })
  subjectId: string | null;
  @Field(() => DateTime, { description: 'When it was given up' }) failedAt: Date;
  @Field(() => Int, { description: 'How often it was tried' }) attempts: number;
  @Field(() => String, { description: 'Why it failed the last time, without names and addresses' })
  error: string;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When somebody had it done once more; null: nobody has',
  })
  replayedAt: Date | null;
}

export const DeadLetterConnection = connectionOf('DeadLetter', () => DeadLetterType);

@InputType()
export class ReplayDeadLetterInput {
  @IdempotencyKey() idempotencyKey: string;
}

export const ReplayDeadLetterPayload = mutationPayload({
  name: 'ReplayDeadLetter',
  result: { deadLetter: () => DeadLetterType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'ACTION_UNAVAILABLE', 'IDEMPOTENCY_KEY_REUSED'],
});
