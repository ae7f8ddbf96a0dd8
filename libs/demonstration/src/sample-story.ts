import { type Fate } from './people.js';

export type Outcome = 'APPROVE' | 'REJECT' | 'RESERVE';

/** What people do with a nomination, in this order. */
export interface Story {
  readonly isSubmitted?: boolean;
  readonly isReturned?: boolean;
  readonly recommendation?: Outcome;
  readonly decision?: Outcome;
  readonly isReleased?: boolean;
  readonly answer?: 'confirm' | 'decline';
  readonly isWithdrawn?: boolean;
  readonly isLapsed?: boolean;
}

const recommended = (recommendation: Outcome): Story => ({ isSubmitted: true, recommendation });
const decided = (decision: Outcome): Story => ({ ...recommended(decision), decision });
const released = (decision: Outcome): Story => ({ ...decided(decision), isReleased: true });

export const STORIES: Readonly<Record<Fate, Story>> = {
  DRAFT: {},
  SUBMITTED: { isSubmitted: true },
  RETURNED: { isSubmitted: true, isReturned: true },
  RECOMMENDED: recommended('APPROVE'),
  RECOMMENDED_AGAINST: recommended('REJECT'),
  DECIDED: decided('APPROVE'),
  DECIDED_AGAINST: decided('REJECT'),
  APPROVED: released('APPROVE'),
  CONFIRMED: { ...released('APPROVE'), answer: 'confirm' },
  DECLINED: { ...released('APPROVE'), answer: 'decline' },
  RESERVED: released('RESERVE'),
  REJECTED: released('REJECT'),
  WITHDRAWN: { isSubmitted: true, isWithdrawn: true },
  LAPSED: { isSubmitted: true, isLapsed: true },
};

/** Reasons that a refusal needs, plain and invented. */
export const REASONS: Readonly<Record<Outcome, { reasonCode?: string; reasonText?: string }>> = {
  APPROVE: {},
  RESERVE: {
    reasonCode: 'CAPACITY',
    reasonText: 'All places for business are taken; first on the reserve list.',
  },
  REJECT: { reasonCode: 'BALANCE', reasonText: 'Two people from this organisation are invited already.' },
};
