import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.js';
import { mutationPayload } from '../graphql/mutation-payload.js';
import { CountryCode, DateTime, EmailAddress, LanguageTag } from '../graphql/scalars.js';

export const TalkState = { PLANNED: 'PLANNED', GIVEN: 'GIVEN' } as const;
registerEnumType(TalkState, { name: 'TalkState' });

@ObjectType('Speaker')
export class SpeakerType {
  @Field(() => ID) id: string;
  @Field(() => String) name: string;
  @Field(() => EmailAddress, { nullable: true }) email: string | null;
  @Field(() => CountryCode, { nullable: true }) country: string | null;
  @Field(() => LanguageTag, { nullable: true }) language: string | null;
}

@ObjectType('Talk')
export class TalkType {
  @Field(() => ID) id: string;
  @Field(() => String) title: string;
  @Field(() => TalkState) state: keyof typeof TalkState;
  @Field(() => Int) seats: number;
  @Field(() => Boolean) isOpen: boolean;
  @Field(() => DateTime) startsAt: Date | string;
  @Field(() => SpeakerType) speaker: SpeakerType;
  @Field(() => [String]) actions: readonly string[];
  @Field(() => String, { nullable: true }) note: string | null;
}

@InputType('RenameTalkInput')
export class RenameTalkInput {
  @Field(() => String) title: string;
  @Field(() => DateTime, { nullable: true }) startsAt?: Date | null;
}

@InputType('TalkFilter')
export class TalkFilter {
  @Field(() => [TalkState], { nullable: true }) states?: string[] | null;
  @Field(() => Int, { defaultValue: 1 }) seats: number;
  @Field(() => DateTime, { nullable: true }) after?: Date | null;
}

@ObjectType('TalkChange')
export class TalkChangeType {
  @Field(() => ID) id: string;
  @Field(() => TalkType, { nullable: true }) talk: TalkType | null;
}

export const TalkConnection = connectionOf('Talk', () => TalkType);

export const RenameTalkPayload = mutationPayload({
  name: 'RenameTalk',
  result: { talk: () => TalkType, count: { type: () => Int, otherwise: 0 } },
  codes: ['NOT_FOUND', 'INVALID_INPUT', 'EXTERNAL_REFERENCE_TAKEN'],
  extras: { takenBy: () => TalkType },
});
