import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateTime, NodeType } from '#libs/platform';
import { ClaimFilterEnum, RecommendationEnum, StageEnum } from './approvals-enums.js';

const nullable = { nullable: true } as const;

/** Whose subject waits has fields of its own, which its context gives. */
@ObjectType('InboxItem', {
  implements: () => NodeType,
  description: 'A nomination that waits for somebody of the host',
})
export class InboxItemType {
  @Field(() => ID) id: string;
  @Field(() => StageEnum, { description: 'What it waits for' }) stage: string;
  @Field(() => DateTime, { description: 'When it should be done; null: no time is set' }) dueAt: Date;
  @Field(() => Boolean, { description: 'Whether that time has passed' }) isOverdue: boolean;
  @Field(() => DateTime, { description: 'Since when it waits at this stage' }) waitingSince: Date;
  @Field(() => RecommendationEnum, {
    nullable: true,
    description: 'What was recommended last; null: nothing yet',
  })
  recommendation: string | null;
}

export const InboxConnection = connectionOf('Inbox', () => InboxItemType);

@InputType({
  description: 'Which lines of the inbox are asked for. What is left out or null does not restrict them',
})
export class InboxFilter {
  @Field(() => ID, nullable) conferenceId?: string | null;
  @Field(() => [StageEnum], { nullable: true, description: 'At these stages alone' }) stages?: never[] | null;
  @Field(() => [ID], nullable) bodyIds?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'true: what is overdue alone; false: what is not' })
  isOverdue?: boolean | null;
  @Field(() => [ClaimFilterEnum], { nullable: true, description: 'By who is on it: any of these' })
  claims?: never[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Words of the person's name, organisation or address, or of the reference: at most 200 characters",
  })
  search?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what this caller may act on' }) actionable?:
    boolean | null;
}
