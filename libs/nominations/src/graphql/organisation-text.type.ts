import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, declareInput, mutationPayload } from '#libs/platform';
import { matchOrganisationTextInput } from '../use-cases/match-organisation-text.js';

@ObjectType('OrganisationText', {
  description:
    'What bodies have typed for the organisation of their nominees, where nobody has said which one it is; texts that differ in capitals alone are one',
})
export class OrganisationTextType {
  @Field(() => String, { description: 'As one of them has it' }) typed: string;
}
export const OrganisationTextConnection = connectionOf('OrganisationText', () => OrganisationTextType);

export const MatchOrganisationTextInput = declareInput(
  {
    name: 'MatchOrganisationTextInput',
    description: 'Which organisation it is that bodies have typed',
    shape: matchOrganisationTextInput.shape,
    isOfMutation: true,
  },
  { Ids: () => [ID] },
);
/** With the key of idempotency; the use case checks the rest. */
export type MatchOrganisationTextRequest = Readonly<Record<string, unknown>> & {
  readonly idempotencyKey: string;
};

export const MatchOrganisationTextPayload = mutationPayload({
  name: 'MatchOrganisationText',
  result: {
    matchedCount: {
      type: () => Int,
      otherwise: null,
      description: 'Nominations that were matched, or whose match was taken away; null where it was refused',
    },
  },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
