import { enumOf } from '#libs/platform';
import { STAGES } from '../domain/approval-plan.js';
import { OUTCOMES } from '../domain/outcome.js';
import { REASON_CODES } from '../domain/review.js';

export const DecisionOutcomeEnum = enumOf('DecisionOutcome', OUTCOMES);
export const RecommendationEnum = enumOf('Recommendation', OUTCOMES);
export const ReasonCodeEnum = enumOf('ReasonCode', REASON_CODES);
export const StageEnum = enumOf(
  'Stage',
  STAGES,
  'Where a nomination stands with the host; RELEASE: decided, waiting for its batch',
);
