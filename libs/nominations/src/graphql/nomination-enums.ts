import { enumOf } from '#libs/platform';
import { NOMINATION_ACTIONS, NOMINATION_STATES } from '../domain/nomination.lifecycle.js';
import { SCREENING_KINDS, SCREENING_STATES } from '../domain/screening.js';
import { DUPLICATE_REASONS, SCREENING_FINDINGS } from '../domain/screening-findings.js';
import { UNAVAILABLE_ACTION_CODES } from '../policies/nomination.policy.js';
import { NOMINATION_ORDERS } from '../queries/nomination-orders.js';

export const NominationStateEnum = enumOf('NominationState', NOMINATION_STATES);
export const NominationActionEnum = enumOf('NominationAction', NOMINATION_ACTIONS);
export const UnavailableActionCodeEnum = enumOf('UnavailableActionCode', UNAVAILABLE_ACTION_CODES);
export const ScreeningKindEnum = enumOf('ScreeningKind', SCREENING_KINDS);
export const ScreeningStateEnum = enumOf('ScreeningState', SCREENING_STATES);
export const ScreeningFindingEnum = enumOf('ScreeningFinding', SCREENING_FINDINGS);
export const DuplicateReasonEnum = enumOf('DuplicateReason', DUPLICATE_REASONS);
export const NominationOrderFieldEnum = enumOf('NominationOrderField', NOMINATION_ORDERS);
export const OrderDirectionEnum = enumOf('OrderDirection', ['ASC', 'DESC']);
