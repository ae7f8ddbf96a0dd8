import { describe, expect, it } from '@jest/globals';
import {
  type LifecycleAction,
  NOMINATION_STATES,
  nominationLifecycle,
  type NominationState,
} from './nomination.lifecycle.js';

const LEGAL: Record<LifecycleAction, Partial<Record<NominationState, NominationState>>> = {
  UPDATE: { DRAFT: 'DRAFT', RETURNED: 'RETURNED' },
  SUBMIT: { DRAFT: 'SUBMITTED', RETURNED: 'SUBMITTED' },
  SCREENED: { SUBMITTED: 'UNDER_REVIEW' },
  WITHDRAW: {
    DRAFT: 'WITHDRAWN',
    SUBMITTED: 'WITHDRAWN',
    UNDER_REVIEW: 'WITHDRAWN',
    RETURNED: 'WITHDRAWN',
    DECIDED: 'WITHDRAWN',
    APPROVED: 'WITHDRAWN',
    RESERVED: 'WITHDRAWN',
  },
  CORRECT: {
    SUBMITTED: 'SUBMITTED',
    UNDER_REVIEW: 'UNDER_REVIEW',
    DECIDED: 'DECIDED',
    APPROVED: 'APPROVED',
    RESERVED: 'RESERVED',
  },
  MARK_READY: { DRAFT: 'DRAFT', RETURNED: 'RETURNED' },
  UNMARK_READY: { DRAFT: 'DRAFT', RETURNED: 'RETURNED' },
  CLAIM: { SUBMITTED: 'SUBMITTED', UNDER_REVIEW: 'UNDER_REVIEW' },
  RELEASE_CLAIM: { SUBMITTED: 'SUBMITTED', UNDER_REVIEW: 'UNDER_REVIEW' },
  RECOMMEND: { SUBMITTED: 'UNDER_REVIEW', UNDER_REVIEW: 'UNDER_REVIEW' },
  RETURN: { SUBMITTED: 'RETURNED', UNDER_REVIEW: 'RETURNED' },
  DECIDE: { SUBMITTED: 'DECIDED', UNDER_REVIEW: 'DECIDED' },
  REOPEN: { DECIDED: 'UNDER_REVIEW' },
  RELEASE: { DECIDED: 'APPROVED' },
  RELEASE_RESERVATION: { DECIDED: 'RESERVED' },
  RELEASE_REJECTION: { DECIDED: 'REJECTED' },
  PROMOTE: { RESERVED: 'APPROVED' },
  SUBSTITUTE: {
    SUBMITTED: 'SUPERSEDED',
    UNDER_REVIEW: 'SUPERSEDED',
    RETURNED: 'SUPERSEDED',
    DECIDED: 'SUPERSEDED',
    APPROVED: 'SUPERSEDED',
  },
  LAPSE: { SUBMITTED: 'LAPSED', UNDER_REVIEW: 'LAPSED', RETURNED: 'LAPSED', APPROVED: 'LAPSED' },
};

describe('the life of a nomination', () => {
  for (const [action, legal] of Object.entries(LEGAL) as [
    LifecycleAction,
    (typeof LEGAL)[LifecycleAction],
  ][]) {
    it.each([...NOMINATION_STATES])(`answers ${action} in %s as the table says`, (state) => {
      expect(nominationLifecycle.next(state, action)).toBe(legal[state]);
    });
  }

  it.each(['REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'] as const)('ends in %s', (state) => {
    expect(nominationLifecycle.actionsIn(state)).toEqual([]);
  });
});
