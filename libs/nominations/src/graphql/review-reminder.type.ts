import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { enumOf, IdempotencyKey, ListSize, MOST_MANY, mutationPayload } from '#libs/platform';
import { UserType } from '#libs/access';
import { REMINDER_OBSTACLES, type RemindedReview, type ReminderObstacle } from '#libs/approvals';
import { NominationType } from './nomination.type.js';

const ReminderOutcomeEnum = enumOf<RemindedReview['outcome']>(
  'ReminderOutcome',
  'What became of reminding of one review, or would',
  {
    REMINDED: 'Those in `reminded` are written to',
    NOBODY: 'Nobody is: `skipped` says why',
    NOT_WAITING: 'It does not wait for anybody: decided, over, or not in sight',
  },
);

const ReminderObstacleEnum = enumOf<ReminderObstacle>(
  'ReminderObstacle',
  'Why somebody who could act is not reminded',
  REMINDER_OBSTACLES,
);

@ObjectType('SkippedReminder', { description: 'Somebody who could act and is not reminded' })
export class SkippedReminderType {
  @Field(() => UserType, { nullable: true, description: 'Who' }) colleague: object | null;
  @Field(() => ReminderObstacleEnum, { description: 'Why not' }) obstacle: string;
}

@ObjectType('ReviewReminder', { description: 'Who is reminded of the review of one nomination, or would be' })
export class ReviewReminderType {
  @Field(() => ReminderOutcomeEnum, { description: 'Whether somebody is' }) outcome: string;
  @Field(() => NominationType, { nullable: true, description: 'Null where there is none in sight' })
  nomination: object | null;
  @ListSize(3)
  @Field(() => [UserType], { description: 'Who is written to: at most 500' })
  reminded: object[];
  @ListSize(3)
  @Field(() => [SkippedReminderType], { description: 'Who is not, and why: at most 500' })
  skipped: object[];
}

@InputType()
export class RemindReviewsInput {
  @IdempotencyKey() idempotencyKey: string;
  @Field(() => ID) conferenceId: string;
  @Field(() => [ID], {
    description: `Nominations of whose reviews people are reminded: at most ${MOST_MANY.toLocaleString('en')}`,
  })
  nominationIds: string[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Tells who would be reminded, and does nothing; the key stays free',
  })
  isDryRun: boolean;
}

export const RemindReviewsPayload = mutationPayload({
  name: 'RemindReviews',
  result: {
    reminders: {
      type: () => [ReviewReminderType],
      otherwise: null,
      description: 'One for each of the `nominationIds`, in their order; null where the whole was refused',
    },
  },
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
});
ListSize(1)(RemindReviewsPayload.type.prototype as object, 'reminders');
