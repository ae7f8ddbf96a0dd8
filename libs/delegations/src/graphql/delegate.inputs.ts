import { InputType } from '@nestjs/graphql';
import { IdempotencyKey } from '#libs/platform';

@InputType({ description: 'Takes somebody out of a delegation' })
export class RemoveDelegateInput {
  @IdempotencyKey() idempotencyKey: string;
}
