import { defineLifecycle } from '#libs/kernel';

export const NOMINATION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'UNDER_REVIEW',
  'RETURNED',
  'DECIDED',
  'APPROVED',
  'RESERVED',
  'REJECTED',
  'WITHDRAWN',
  'SUPERSEDED',
  'LAPSED',
] as const;
export type NominationState = (typeof NOMINATION_STATES)[number];
/** In which a nomination is stored; the other one is only shown. */
export const STORED_STATES = NOMINATION_STATES.filter((state) => state !== 'DECIDED');

/** What people do, as the API tells it. RELEASE stands for the three releases: which one follows from the decision. */
export const ACTION_WORDS = {
  UPDATE: 'Change it: `updateNomination`',
  MARK_READY: 'Say that it is ready to be submitted: `markReady`',
  UNMARK_READY: 'Say that it is not ready after all: `unmarkReady`',
  SUBMIT: 'Hand it to the host, also after a question: `submitNomination`',
  WITHDRAW: 'Take it back: `withdrawNomination`',
  SUBSTITUTE: 'Name somebody else for its place: `substituteNominee`',
  CORRECT: 'Correct facts about the person or the address: `correctPerson`, `correctEmail`',
  CLAIM: 'Take its review on: `claimReview`',
  RELEASE_CLAIM: 'Let its review go again: `releaseReviewClaim`',
  RECOMMEND: 'Recommend an outcome: `recommendNomination`',
  RETURN: 'Give it back with a question: `returnNomination`',
  DECIDE: 'Sign off: `decideNomination`',
  REOPEN: 'Undo a decision that is not released: `reopenNomination`',
  RELEASE: 'Release the decision: `releaseDecisions`',
  PROMOTE: 'Give a place to somebody on the reserve list: `promoteNomination`',
} as const;
export type NominationAction = keyof typeof ACTION_WORDS;
export const NOMINATION_ACTIONS = Object.keys(ACTION_WORDS) as NominationAction[];

type SystemAction = 'SCREENED' | 'RELEASE_RESERVATION' | 'RELEASE_REJECTION' | 'LAPSE';
export type LifecycleAction = NominationAction | SystemAction;

/** States past drafting from which a nomination still goes somewhere. */
const IN_HAND = ['SUBMITTED', 'UNDER_REVIEW', 'DECIDED', 'APPROVED', 'RESERVED'] as const;

/** States in which a nomination holds or uses a place of its body's quota. */
export const STATES_WITH_PLACE: readonly NominationState[] = [
  'SUBMITTED',
  'UNDER_REVIEW',
  'RETURNED',
  'DECIDED',
  'APPROVED',
];

/**
 * The whole life of a nomination. RELEASE is the release of an approval. A nomination is stored in its published state;
 * DECIDED is what the host sees instead of UNDER_REVIEW while an unreleased decision stands, so that nothing outside the
 * host changes with the decision, not even a version or a time.
 */
export const nominationLifecycle = defineLifecycle<NominationState, LifecycleAction>({
  states: NOMINATION_STATES,
  initial: 'DRAFT',
  transitions: [
    { action: 'UPDATE', from: ['DRAFT'], to: 'DRAFT' },
    { action: 'UPDATE', from: ['RETURNED'], to: 'RETURNED' },
    // Said among the body: nothing of the nomination changes.
    ...(['DRAFT', 'RETURNED'] as const).flatMap((state) =>
      (['MARK_READY', 'UNMARK_READY'] as const).map((action) => ({ action, from: [state], to: state })),
    ),
    { action: 'SUBMIT', from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED' },
    { action: 'SCREENED', from: ['SUBMITTED'], to: 'UNDER_REVIEW' },
    {
      action: 'WITHDRAW',
      from: ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'DECIDED', 'APPROVED', 'RESERVED'],
      to: 'WITHDRAWN',
    },
    { action: 'SUBSTITUTE', from: STATES_WITH_PLACE, to: 'SUPERSEDED' },
    // While it is the body's to edit, UPDATE is the way; once it has ended there is nothing left to send.
    ...IN_HAND.map((state) => ({ action: 'CORRECT', from: [state], to: state }) as const),
    // A courtesy among the host: nothing of the nomination changes.
    ...(['SUBMITTED', 'UNDER_REVIEW'] as const).flatMap((state) =>
      (['CLAIM', 'RELEASE_CLAIM'] as const).map((action) => ({ action, from: [state], to: state })),
    ),
    { action: 'RECOMMEND', from: ['SUBMITTED', 'UNDER_REVIEW'], to: 'UNDER_REVIEW' },
    { action: 'RETURN', from: ['SUBMITTED', 'UNDER_REVIEW'], to: 'RETURNED' },
    { action: 'DECIDE', from: ['SUBMITTED', 'UNDER_REVIEW'], to: 'DECIDED' },
    { action: 'REOPEN', from: ['DECIDED'], to: 'UNDER_REVIEW' },
    { action: 'RELEASE', from: ['DECIDED'], to: 'APPROVED' },
    { action: 'RELEASE_RESERVATION', from: ['DECIDED'], to: 'RESERVED' },
    { action: 'RELEASE_REJECTION', from: ['DECIDED'], to: 'REJECTED' },
    { action: 'PROMOTE', from: ['RESERVED'], to: 'APPROVED' },
    { action: 'LAPSE', from: ['SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED'], to: 'LAPSED' },
  ],
});
