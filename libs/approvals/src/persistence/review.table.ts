import { boolean, instant, integer, json, oneOf, table, text, uuid, uuids } from '#libs/platform';
import { type ApprovalPlan, STAGES } from '../domain/approval-plan.js';
import { OUTCOMES } from '../domain/outcome.js';
import { type ReasonCode } from '../domain/review.js';

/** One passage of a subject through review, sign-off and release, by the plan that it began with. */
export const REVIEW = table('approvals.review', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  subjectType: text(),
  subjectId: uuid(),
  plan: json<ApprovalPlan>(),
  stage: oneOf(STAGES).changeable(),
  stageSince: instant().byDefault().changeable(),
  dueAt: instant().changeable(),
  createdBy: uuid().orNull(),
  lastEditedBy: uuid().orNull(),
  recommendation: oneOf(OUTCOMES).orNull().changeable(),
  recommendedBy: uuids().byDefault().changeable(),
  signedOffBy: uuids().byDefault().changeable(),
  escalatedAt: instant().orNull(),
  closedAt: instant().orNull().changeable(),
  closedAs: text().orNull().changeable(),
  /** Who had a part in the subject before this passage. */
  involvedBefore: uuids().byDefault(),
  stageRound: integer().byDefault().changeable(),
  /** When anything of it last changed; a trigger says so. The host's clock beside the subject's own. */
  changedAt: instant().byDefault(),
});

/** What one person said or did in a passage. A later word of the same person voids the earlier one. */
export const STEP = table('approvals.step', {
  id: uuid(),
  conferenceId: uuid(),
  reviewId: uuid(),
  kind: oneOf(['RECOMMEND', 'RETURN', 'SIGN_OFF', 'REOPEN', 'PROMOTE']),
  outcome: oneOf(OUTCOMES).orNull(),
  note: text().orNull(),
  byUser: uuid(),
  onBehalfOf: uuid().orNull(),
  at: instant().byDefault(),
  voidedAt: instant().orNull().changeable(),
  reasonCode: text<ReasonCode>().orNull(),
  isReasonShared: boolean().byDefault(),
  isQuotaOverridden: boolean().byDefault(),
});

/** What was decided of a subject, published once its batch is released. */
export const DECISION = table('approvals.decision', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  reviewId: uuid(),
  subjectId: uuid(),
  outcome: oneOf(OUTCOMES),
  reasonCode: text<ReasonCode>().orNull(),
  reasonText: text().orNull(),
  isReasonShared: boolean().byDefault(),
  isQuotaOverridden: boolean().byDefault(),
  decidedBy: uuid(),
  onBehalfOf: uuid().orNull(),
  decidedAt: instant().byDefault(),
  voidedAt: instant().orNull().changeable(),
  batchId: uuid().orNull().changeable(),
  releasedAt: instant().orNull().changeable(),
});

/** Decisions that were released together. */
export const BATCH = table('approvals.batch', {
  id: uuid(),
  conferenceId: uuid(),
  number: integer(),
  size: integer(),
  releasedAt: instant().byDefault(),
  releasedBy: uuid(),
});

/** Who ever had a part in a subject, and so is kept from signing it off. The subject's own context writes it, by a trigger. */
export const INVOLVEMENT = table('approvals.involvement', {
  subjectId: uuid(),
  userId: uuid(),
  conferenceId: uuid(),
});
