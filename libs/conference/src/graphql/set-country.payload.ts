import { Field, ID, InputType } from '@nestjs/graphql';
import { CountryCode, IdempotencyKey, LanguageTag, mutationPayload } from '#libs/platform';
import { CountryType } from './country.type.js';

@InputType({ description: 'What a conference calls a country in one language' })
export class CountryNameInput {
  @Field(() => LanguageTag, { description: 'en, fr, es, ru, ar or zh' })
  language: string;

  @Field(() => String, {
    nullable: true,
    description: "At most 200 characters; null: the installation's name",
  })
  name?: string | null;
}

@InputType({ description: 'Absent = leave, null = as in the installation' })
export class SetCountryInput {
  @IdempotencyKey() idempotencyKey: string;

  @Field(() => ID)
  conferenceId: string;

  @Field(() => CountryCode, { description: 'ISO 3166-1 alpha-2: FR' })
  code: string;

  @Field(() => [CountryNameInput], {
    nullable: true,
    description: 'The names that change; null takes all of them back',
  })
  names?: readonly CountryNameInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether menus offer it' })
  isOffered?: boolean | null;

  @Field(() => [CountryNameInput], {
    nullable: true,
    description:
      'The names that the caller has read in `countries`; where it has another by now, all is left alone',
  })
  expectedNames?: readonly CountryNameInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether menus offered it when it was read; where that has changed, the answer is VERSION_CONFLICT',
  })
  expectedIsOffered?: boolean | null;
}

export const SetCountryPayload = mutationPayload({
  name: 'SetCountry',
  result: { country: () => CountryType },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'VERSION_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
});
