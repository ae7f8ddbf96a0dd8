import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { enumOf, IdempotencyKey, ListSize, MOST_MANY } from '#libs/platform';
import { UserType } from '#libs/access';
import { type Assigned, ClaimObstacleEnum, MOST_ASSIGNEES } from '#libs/approvals';
import { NominationType } from './nomination.type.js';

const AssignmentOutcomeEnum = enumOf<Assigned['outcome']>(
  'AssignmentOutcome',
  'What became of the review of one nomination in an assignment, or would',
  {
    ASSIGNED: 'It is `assignee`’s now',
    KEPT: 'It was `assignee`’s already, and stays so',
    NOBODY: 'None of those chosen may take it: `obstacles` say why. It is left as it was',
    NOT_WAITING: 'It does not wait for anybody: decided, over, or not in sight',
  },
);

@ObjectType('AssignmentObstacle', { description: 'Why a review was not given to one of those chosen' })
export class AssignmentObstacleType {
  @Field(() => UserType, { nullable: true, description: 'To whom' }) colleague: object | null;
  @Field(() => ClaimObstacleEnum, { description: 'Why not' }) obstacle: string;
}

@ObjectType('ReviewAssignment', { description: 'What became of the review of one nomination, or would' })
export class ReviewAssignmentType {
  @Field(() => AssignmentOutcomeEnum, { description: 'Whether somebody has it' }) outcome: string;
  @Field(() => NominationType, { nullable: true, description: 'Null where there is none in sight' })
  nomination: object | null;
  @Field(() => UserType, { nullable: true, description: 'Who has it; null: none of those chosen' })
  assignee: object | null;
  @ListSize(3)
  @Field(() => [AssignmentObstacleType], {
    description: 'Who of those chosen may not have it, and why: at most 50',
  })
  obstacles: AssignmentObstacleType[];
}

@ObjectType('AssignedColleague', { description: 'How much somebody is on' })
export class AssignedColleagueType {
  @Field(() => UserType, { nullable: true, description: 'Who' }) colleague: object | null;
  @Field(() => Int, { description: 'How many reviews they were on before' }) before: number;
  @Field(() => Int, { description: 'How many more they got, or would get' }) given: number;
}

@InputType()
export class AssignReviewsInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => [ID], {
    description: `Nominations whose reviews are given: at most ${MOST_MANY.toLocaleString('en')}`,
  })
  nominationIds: string[];
  @Field(() => [ID], {
    description: `Officers or approvers among whom they are spread evenly, by what each is on already: at most ${MOST_ASSIGNEES}`,
  })
  assigneeIds: string[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Tells who would get what, and does nothing; the key stays free',
  })
  isDryRun: boolean;
}
