import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, mutationPayload } from '#libs/platform';
import { type PlaceTransfers } from '../domain/conference.js';
import { ConferenceType, PlaceTransfersEnum } from './conference.type.js';

@InputType()
export class SetPlaceTransfersInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => PlaceTransfersEnum, { description: 'Whether bodies may pass places on, and who agrees' })
  placeTransfers: PlaceTransfers;
  @Field(() => PlaceTransfersEnum, {
    nullable: true,
    description:
      'What the caller has seen; where the conference says something else by now, it is left alone',
  })
  expectedPlaceTransfers?: PlaceTransfers | null;
}

export const SetPlaceTransfersPayload = mutationPayload({
  name: 'SetPlaceTransfers',
  result: { conference: () => ConferenceType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', 'VERSION_CONFLICT'],
});
