import { connectionOf, ListSize, mutationPayload } from '#libs/platform';
import { DecisionBatchType } from '#libs/approvals';
import { QuotaBalanceType } from '#libs/places';
import { AssignedColleagueType, ReviewAssignmentType } from './review-assignment.type.js';
import { NominationType, SkippedDecisionType } from './nomination.type.js';

export const NominationConnection = connectionOf('Nomination', () => NominationType);

const COMMON = ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'] as const;

export const CreateNominationPayload = mutationPayload({
  name: 'CreateNomination',
  result: { nomination: () => NominationType },
  codes: [
    ...COMMON,
    'WINDOW_CLOSED',
    'QUOTA_SPENT',
    'INCOMPLETE',
    'EXTERNAL_REFERENCE_TAKEN',
    'ALREADY_NOMINATED',
    'REASON_REQUIRED',
  ],
  extras: { balance: () => QuotaBalanceType, existing: () => NominationType },
});
export const ReleaseDecisionsPayload = mutationPayload({
  name: 'ReleaseDecisions',
  result: {
    batch: () => DecisionBatchType,
    skipped: {
      type: () => [SkippedDecisionType],
      otherwise: [],
      description:
        'What was not released, and why: one for each id that was asked for and was not waiting, and for each approval of a person whom another nomination invites',
    },
    auditHead: {
      type: () => String,
      otherwise: null,
      description:
        'Newest head of the audit trail at this moment, as `audit verify --expect` takes it. The release itself is sealed a second or two later: `batch { auditHead }` is then the head that covers it',
    },
  },
  codes: [...COMMON, 'NOTHING_TO_RELEASE', 'PREVIEW_CHANGED'],
});

export const AssignReviewsPayload = mutationPayload({
  name: 'AssignReviews',
  result: {
    assignments: {
      type: () => [ReviewAssignmentType],
      otherwise: null,
      description: 'One for each of the `nominationIds`, in their order; null where the whole was refused',
    },
    colleagues: {
      type: () => [AssignedColleagueType],
      otherwise: null,
      description: 'One for each of the `assigneeIds`, in their order; null where the whole was refused',
    },
  },
  codes: COMMON,
});
ListSize(1)(AssignReviewsPayload.type.prototype as object, 'assignments');
ListSize(1)(AssignReviewsPayload.type.prototype as object, 'colleagues');
