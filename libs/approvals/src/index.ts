/** The door of approvals: stages, sign-off and batches for whatever a conference has to approve. */
export {
  approvalPlan,
  type ApprovalPlan,
  DEFAULT_APPROVAL_PLAN,
  type Stage,
  STAGES,
} from './domain/approval-plan.js';
export { escalateReview, lapseSubject, remindReview } from './approvals.jobs.js';
export { type Outcome, OUTCOMES } from './domain/outcome.js';
export {
  conflictOfDuty,
  conflictOfEdit,
  conflictOfRecommendation,
  type Duties,
  DUTY_CONFLICTS,
  WORDS_OF_CONFLICT,
  isReasonSharedByDefault,
  REASON_CODES,
  type ReasonCode,
  reasonsSharedByDefault,
  type Review,
} from './domain/review.js';
export { type Absence, Absences } from './queries/absences.js';
export { AbsentColleagues } from './queries/absent-colleagues.js';
export { ApprovalsModule } from './approvals.module.js';
export {
  MOST_IN_BATCH,
  releaseBatch,
  type ReleasedBatch,
  type ReleasedDecision,
} from './use-cases/release-batch.js';
export { EndAbsence } from './use-cases/end-absence.js';
export { RecordAbsence } from './use-cases/record-absence.js';
export { recordPromotion } from './use-cases/record-promotion.js';
export { type Quorum, ReviewDesk, type SignOff } from './use-cases/review-desk.js';
