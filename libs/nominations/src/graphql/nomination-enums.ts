import { registerEnumType } from '@nestjs/graphql';
import { OUTCOMES, REASON_CODES, STAGES } from '#libs/approvals';
import { NOMINATION_ACTIONS, NOMINATION_STATES } from '../domain/nomination.lifecycle.js';
import { SCREENING_KINDS, SCREENING_STATES } from '../domain/screening.js';
import { DUPLICATE_REASONS, SCREENING_FINDINGS } from '../domain/screening-findings.js';
import { UNAVAILABLE_ACTION_CODES } from '../policies/nomination.policy.js';
import { NOMINATION_ORDERS } from '../queries/nomination-orders.js';

/** GraphQL enums out of the domain's lists: one source for both. */
function enumOf<Value extends string>(
  name: string,
  values: readonly Value[],
  description?: string,
): Record<Value, Value> {
  const members = Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
  registerEnumType(members, { name, description });
  return members;
}

export const NominationStateEnum = enumOf('NominationState', NOMINATION_STATES);
export const NominationActionEnum = enumOf('NominationAction', NOMINATION_ACTIONS);
export const UnavailableActionCodeEnum = enumOf('UnavailableActionCode', UNAVAILABLE_ACTION_CODES);
export const DecisionOutcomeEnum = enumOf('DecisionOutcome', OUTCOMES);
export const RecommendationEnum = enumOf('Recommendation', OUTCOMES);
export const ReasonCodeEnum = enumOf('ReasonCode', REASON_CODES);
export const StageEnum = enumOf(
  'Stage',
  STAGES,
  'Where a nomination stands with the host; RELEASE: decided, waiting for its batch',
);
export const ScreeningKindEnum = enumOf('ScreeningKind', SCREENING_KINDS);
export const ScreeningStateEnum = enumOf('ScreeningState', SCREENING_STATES);
export const ScreeningFindingEnum = enumOf('ScreeningFinding', SCREENING_FINDINGS);
export const DuplicateReasonEnum = enumOf('DuplicateReason', DUPLICATE_REASONS);
export const NominationOrderFieldEnum = enumOf('NominationOrderField', NOMINATION_ORDERS);
export const OrderDirectionEnum = enumOf('OrderDirection', ['ASC', 'DESC']);
