/** The door of approvals: stages, sign-off and batches for whatever a conference has to approve. */
export {
  approvalPlan,
  type ApprovalPlan,
  DEFAULT_APPROVAL_PLAN,
  type Stage,
  STAGES,
} from './domain/approval-plan.js';
export { CLAIM_OBSTACLES, type ClaimObstacle, ROLE_OF_STAGE } from './domain/claims.js';
export { REMINDER_OBSTACLES, type ReminderObstacle } from './domain/reminding.js';
export { lapseSubject } from './approvals.jobs.js';
export { type Outcome, OUTCOMES } from './domain/outcome.js';
export {
  conflictOfDuty,
  conflictOfEdit,
  conflictOfRecommendation,
  type Duties,
  DUTY_CONFLICTS,
  wordsOfConflict,
  isReasonSharedByDefault,
  REASON_CODES,
  type ReasonCode,
  reasonsSharedByDefault,
  type Review,
} from './domain/review.js';
export {
  ClaimObstacleEnum,
  DecisionOutcomeEnum,
  ReasonCodeEnum,
  RecommendationEnum,
  StageEnum,
} from './graphql/approvals-enums.js';
export { InboxFilter, InboxItemType } from './graphql/inbox.type.js';
export { type FoundInInbox, type InboxSearch, type InboxSource, InboxSources } from './inbox-sources.js';
export { type InboxItem, ListInbox } from './queries/list-inbox.js';
export { ReviewAnswers } from './graphql/review-answers.js';
export {
  DecisionBatchType,
  DecisionType,
  RecommendationEntryType,
  SignOffProgressType,
} from './graphql/review.type.js';
export { type ReviewClaim, StandingClaims } from './queries/standing-claims.js';
export { ReviewClaimType } from './graphql/claim.type.js';
export { AbsentColleagues } from './queries/absent-colleagues.js';
export { Batches } from './queries/batches.js';
export { decisionView, ReviewDossier } from './queries/review-dossier.js';
export { ApprovalsModule } from './approvals.module.js';
export {
  type LoadedSubject,
  type ReviewSubject,
  ReviewSubjects,
  type SubjectActions,
  type SubjectLine,
} from './review-subjects.js';
export {
  type Decided,
  type DecidedSubject,
  type Release,
  type ReleasePlan,
  type ReleaseSearch,
  type SubjectReleases,
} from './subject-releases.js';
export { ApprovalsJobsModule } from './approvals-jobs.module.js';
export { ApprovalsGraphqlModule } from './approvals-graphql.module.js';
export { type ReleasedDecision } from './domain/released-batch.js';
export { ReleasePreviews } from './queries/release-previews.js';
export { ReleaseSubjects } from './use-cases/release-subjects.js';
export { SubjectActs, WHO_SIGNS } from './use-cases/subject-acts.js';
export {
  type Assigned,
  type Assignment,
  AssignReviews,
  MOST_ASSIGNEES,
  type Share,
} from './use-cases/assign-reviews.js';
export { RemindColleagues, type RemindedReview } from './use-cases/remind-colleagues.js';
export { ReviewClaims } from './use-cases/review-claims.js';
export { recordPromotion } from './use-cases/record-promotion.js';
export { type Quorum, ReviewDesk, type SignOff } from './use-cases/review-desk.js';
