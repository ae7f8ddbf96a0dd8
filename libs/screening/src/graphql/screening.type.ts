import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, NodeType, SentenceValueType } from '#libs/platform';
import { ScreeningFindingEnum, ScreeningKindEnum, ScreeningStateEnum } from './screening-enums.js';

const nullable = { nullable: true } as const;

@ObjectType('ScreeningResult', { implements: () => NodeType })
export class ScreeningResultType {
  @Field(() => ID) id: string;
  @Field(() => ScreeningKindEnum) kind: string;
  @Field(() => ScreeningStateEnum) state: string;
  @Field(() => ScreeningFindingEnum, { nullable: true, description: 'What it found; null while it runs' })
  finding: string | null;
  @Field(() => [SentenceValueType], { description: 'Values for the words of the finding' })
  values: SentenceValueType[];
  @Field(() => String, { nullable: true, description: 'The finding in plain English' }) summary:
    string | null;
  @Field(() => DateTime, nullable) finishedAt: Date | null;
  @Field(() => Int) attempts: number;
}

@ObjectType('WatchListEntry', { implements: () => NodeType })
export class WatchListEntryType {
  @Field(() => ID) id: string;
  @Field(() => String) name: string;
  @Field(() => String, nullable) note: string | null;
  @Field(() => DateTime) addedAt: Date;
}
