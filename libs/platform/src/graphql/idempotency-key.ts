import { Field } from '@nestjs/graphql';
import { IDEMPOTENCY_HOURS } from '../database/commands/commands.js';

/** The field `idempotencyKey` of a mutation's input, in the words that say the same for all of them. */
export const IdempotencyKey = (): PropertyDecorator =>
  Field(() => String, {
    description: `Made anew by the client for each intended act and kept when the request is repeated: a random UUID, for example, which nobody guesses. A request that is repeated acts once; its answer shows things as they are by then. Remembered for ${IDEMPOTENCY_HOURS} hours: after that a repeated request is a new one. So make no key from the id of a record of your own alone; where one nomination stands for one record, say so by \`externalReference\``,
  });
