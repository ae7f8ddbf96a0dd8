import { enumOf } from '#libs/platform';
import { NOMINATION_ACTIONS, NOMINATION_STATES } from '../domain/nomination.lifecycle.js';
import { UNAVAILABLE_ACTION_CODES } from '../policies/nomination.policy.js';
import { NOMINATION_ORDERS } from '../queries/nomination-orders.js';

export const NominationStateEnum = enumOf('NominationState', NOMINATION_STATES);
export const NominationActionEnum = enumOf('NominationAction', NOMINATION_ACTIONS);
export const UnavailableActionCodeEnum = enumOf('UnavailableActionCode', UNAVAILABLE_ACTION_CODES);
export const NominationOrderFieldEnum = enumOf('NominationOrderField', NOMINATION_ORDERS);
export const OrderDirectionEnum = enumOf('OrderDirection', ['ASC', 'DESC']);
