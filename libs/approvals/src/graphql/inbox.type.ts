import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, NodeType } from '#libs/platform';
import { RecommendationEnum, StageEnum } from './approvals-enums.js';

const nullable = { nullable: true } as const;

/** Whose subject waits has fields of its own, which its context gives. */
@ObjectType('InboxItem', { implements: () => NodeType })
export class InboxItemType {
  @Field(() => ID) id: string;
  @Field(() => StageEnum) stage: string;
  @Field(() => DateTime) dueAt: Date;
  @Field(() => Boolean) isOverdue: boolean;
  @Field(() => DateTime) waitingSince: Date;
  @Field(() => RecommendationEnum, nullable) recommendation: string | null;
}

export const InboxConnection = connectionOf('Inbox', () => InboxItemType);

@InputType()
export class InboxFilter {
  @Field(() => ID, nullable) conferenceId?: string | null;
  @Field(() => [StageEnum], nullable) stages?: never[] | null;
  @Field(() => [ID], nullable) bodyIds?: string[] | null;
  @Field(() => Boolean, nullable) isOverdue?: boolean | null;
  @Field(() => String, nullable) search?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what this caller may act on' }) actionable?:
    boolean | null;
}
