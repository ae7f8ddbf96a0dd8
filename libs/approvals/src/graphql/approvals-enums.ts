import { enumOf } from '#libs/platform';
import { type Stage } from '../domain/approval-plan.js';
import { type Outcome } from '../domain/outcome.js';
import { type ReasonCode } from '../domain/review.js';
import { type ClaimObstacle, CLAIM_OBSTACLES } from '../domain/claims.js';
import { type ClaimFilter } from '../queries/inbox-claims.js';

export const DecisionOutcomeEnum = enumOf<Outcome>('DecisionOutcome', 'What was decided', {
  APPROVE: 'The person is invited, and takes a place',
  REJECT: 'The person is not invited',
  RESERVE: 'Approved in merit, without a place: on the reserve list',
});

export const RecommendationEnum = enumOf<Outcome>(
  'Recommendation',
  'What an officer recommends to the approver',
  {
    APPROVE: 'To approve',
    REJECT: 'To refuse',
    RESERVE: 'To put on the reserve list',
  },
);

export const ReasonCodeEnum = enumOf<ReasonCode>('ReasonCode', 'Why somebody was refused or reserved', {
  CAPACITY: 'No place is left',
  DUPLICATE: 'The person is nominated already',
  INELIGIBLE: 'The person does not meet the criteria',
  INCOMPLETE: 'The nomination is incomplete',
  BALANCE: 'For the balance between regions or constituencies',
  SECURITY: 'Security; it is not told to the body unless the approver says so',
  OTHER: 'Another reason, in `reasonText`',
});

export const StageEnum = enumOf<Stage>('Stage', 'Where a nomination stands with the host', {
  REVIEW: 'An officer recommends, or returns it with a question',
  SIGN_OFF: 'Recommended; approvers sign off',
  RELEASE: 'Decided, and waiting for its batch',
});

export const ClaimFilterEnum = enumOf<ClaimFilter>('ClaimFilter', 'Who is on a review that waits', {
  MINE: 'The caller',
  NOBODYS: 'Nobody',
  COLLEAGUES: 'Somebody else',
});

export const ClaimObstacleEnum = enumOf<ClaimObstacle>(
  'ClaimObstacle',
  'Why a review is not given to somebody',
  CLAIM_OBSTACLES,
);
