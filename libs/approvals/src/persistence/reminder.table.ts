import { day, instant, table, uuid } from '#libs/platform';

/** That somebody was reminded of a review, on a day of the conference's own zone. */
export const REMINDER = table('approvals.reminder', {
  reviewId: uuid(),
  userId: uuid(),
  day: day(),
  conferenceId: uuid(),
  /** Null: by the plan. */
  remindedBy: uuid().orNull(),
  at: instant().byDefault(),
});
