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
  @Field(() => String) queue: string;
  @Field(() => String) job: string;
  @Field(() => ID, { nullable: true }) subjectId: string | null;
  @Field(() => DateTime) failedAt: Date;
  @Field(() => Int) attempts: number;
  @Field(() => String) error: string;
  @Field(() => DateTime, { nullable: true }) replayedAt: Date | null;
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
