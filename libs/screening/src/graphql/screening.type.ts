import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, NodeType, SentenceValueType } from '#libs/platform';
import { ScreeningFindingEnum, ScreeningKindEnum, ScreeningStateEnum } from './screening-enums.js';

@ObjectType('ScreeningResult', {
  implements: () => NodeType,
  description: 'What one check of a nomination has found',
})
export class ScreeningResultType {
  @Field(() => ID) id: string;
  @Field(() => ScreeningKindEnum, { description: 'What was checked for' }) kind: string;
  @Field(() => ScreeningStateEnum, { description: 'How it ended' }) state: string;
  @Field(() => ScreeningFindingEnum, { nullable: true, description: 'What it found; null while it runs' })
  finding: string | null;
  @Field(() => [SentenceValueType], {
    description: 'Values for the words of the finding, one for each that they name',
  })
  values: SentenceValueType[];
  @Field(() => String, { nullable: true, description: 'The finding in plain English' }) summary:
    string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: it has not' })
  finishedAt: Date | null;
  @Field(() => Int, { description: 'How often it was tried' }) attempts: number;
}

@ObjectType('WatchListEntry', {
  implements: () => NodeType,
  description: 'A name that nominations are checked against',
})
export class WatchListEntryType {
  @Field(() => ID) id: string;
  @Field(() => String, { description: 'The name' }) name: string;
  @Field(() => String, { nullable: true, description: 'Why it is on the list; null: it does not say' }) note:
    string | null;
  @Field(() => DateTime, { description: 'When it was put on the list' }) addedAt: Date;
}
