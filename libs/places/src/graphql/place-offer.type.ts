import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, enumOf, IdempotencyKey, mutationPayload, NodeType } from '#libs/platform';
import { BodyType, ConstituencyType } from '#libs/conference';
import {
  LONGEST_OFFER_DAYS,
  LONGEST_OFFER_NOTE,
  PLACE_OFFER_ACTIONS,
  type PlaceOfferAction,
  type PlaceOfferState,
} from '../domain/place-offer.js';
import { QuotaBalanceType } from './quota-balance.type.js';

export const PlaceOfferStateEnum = enumOf<PlaceOfferState>(
  'PlaceOfferState',
  'How an offer of places stands',
  {
    AWAITING_HOST: 'The host is asked to agree; the other body knows nothing of it',
    OFFERED: 'The other body is asked',
    ACCEPTED: 'The places have passed to the other body',
    DECLINED: 'The other body has declined; the places stayed',
    WITHDRAWN: 'The body whose places they are has taken the offer back',
    REFUSED: 'The host has not agreed',
    EXPIRED: 'Nobody has answered in time',
  },
);
const PlaceOfferActionEnum = enumOf<PlaceOfferAction>(
  'PlaceOfferAction',
  'What can be done with an offer of places',
  PLACE_OFFER_ACTIONS,
);

@ObjectType('PlaceOffer', {
  implements: () => NodeType,
  description:
    'Free places of a constituency that one body offers to another. They are held for the offer until it is answered, taken back or over. Both bodies see it, the one that is offered the places once it is told, and the host all of them',
})
export class PlaceOfferType {
  @Field(() => ID) id: string;
  @Field(() => BodyType, { description: 'Whose places they are' }) from: object;
  @Field(() => BodyType, { description: 'Which body is offered them' }) to: object;
  @Field(() => ConstituencyType) constituency: object;
  @Field(() => Int, { description: 'How many' }) count: number;
  @Field(() => String, { nullable: true, description: 'What the body says with it' }) note: string | null;
  @Field(() => PlaceOfferStateEnum, { description: 'How it stands' }) state: PlaceOfferState;
  @Field(() => Int, { description: 'Moves with each change; acts on it name it' }) version: number;
  @Field(() => DateTime) createdAt: Date;
  @Field(() => DateTime, { description: 'When it ends by itself' }) expiresAt: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null as long as it waits' })
  answeredAt: Date | null;
  @Field(() => [PlaceOfferActionEnum], { description: 'What the caller can do with it now' })
  availableActions: readonly PlaceOfferAction[];
}

export const PlaceOfferConnection = connectionOf('PlaceOffer', () => PlaceOfferType);

@InputType()
export class OfferPlacesInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID, { description: 'The body whose places they are' }) bodyId: string;
  @Field(() => ID, { description: 'The body that is offered them: another of the conference, not the host' })
  toBodyId: string;
  @Field(() => ID, { description: 'What the places are for' }) constituencyId: string;
  @Field(() => Int, { description: 'How many, of those that are free' }) count: number;
  @Field(() => String, {
    nullable: true,
    description: `Some words that go with it: at most ${LONGEST_OFFER_NOTE.toLocaleString('en')} characters, on several lines`,
  })
  note?: string | null;
  @Field(() => DateTime, { description: `When it ends by itself: within ${LONGEST_OFFER_DAYS} days` })
  expiresAt: Date;
}

export const OfferPlacesPayload = mutationPayload({
  name: 'OfferPlaces',
  result: { placeOffer: () => PlaceOfferType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', 'QUOTA_SPENT'],
  extras: { balance: () => QuotaBalanceType },
});
