import { instant, integer, table, uuid } from '#libs/platform';

/** That somebody has taken the review of a subject on, at one of its stages. What stands of it is in the view `standing_claim`. */
export const CLAIM = table('approvals.claim', {
  id: uuid(),
  conferenceId: uuid(),
  reviewId: uuid(),
  stageRound: integer(),
  userId: uuid(),
  /** Null: they have taken it themselves. */
  assignedBy: uuid().orNull(),
  at: instant().byDefault(),
  endedAt: instant().orNull().changeable(),
});
