import { describe, expect, it } from '@jest/globals';
import { newId, Refusal, type UserActor } from '#libs/kernel';
import { fakeClock } from '#libs/testing';
import { DEFAULT_APPROVAL_PLAN, type ApprovalPlan } from '../domain/approval-plan.js';
import { type Outcome } from '../domain/outcome.js';
import { type Review } from '../domain/review.js';
import { FakeReview } from '../testing/fake-review.js';
import { type Quorum, ReviewDesk, type SignOff } from './review-desk.js';

const person = (): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: [],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});
const [officer, otherOfficer, ada, bo, cy] = Array.from({ length: 5 }, person) as [
  UserActor,
  UserActor,
  UserActor,
  UserActor,
  UserActor,
];

const [firstStage, signOffStage] = DEFAULT_APPROVAL_PLAN.stages;
const TWO_SIGN: ApprovalPlan = {
  ...DEFAULT_APPROVAL_PLAN,
  stages: [firstStage, { ...signOffStage, quorum: 2 }],
};
const TWO_RECOMMEND: ApprovalPlan = {
  ...DEFAULT_APPROVAL_PLAN,
  stages: [{ ...firstStage, quorum: 2 }, signOffStage],
};

const desk = new ReviewDesk(fakeClock());
const toSign = (more: Partial<Review> = {}): FakeReview =>
  new FakeReview({ stage: 'SIGN_OFF', plan: TWO_SIGN, recommendedBy: [officer.userId], ...more });

const sign = (of: FakeReview, actor: UserActor, outcome: Outcome, more: Partial<SignOff> = {}): Quorum => {
  const signOff = {
    outcome,
    reasonCode: outcome === 'REJECT' ? ('SECURITY' as const) : null,
    reasonText: null,
    isReasonShared: true,
    isQuotaOverridden: false,
    onBehalfOfId: null,
    ...more,
  };
  return of.act((tx, review) => desk.signOff(tx, actor, review, signOff), actor);
};
const recommend = (of: FakeReview, actor: UserActor, outcome: Outcome): Quorum =>
  of.act((tx, review) => desk.recommend(tx, actor, review, outcome, null), actor);

/** The refusal of an act, which has changed nothing of the review. */
function refused(of: FakeReview, act: () => unknown): Refusal {
  const before = [of.review, [...of.decisions]];
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect([of.review, of.decisions]).toEqual(before);
    return error as Refusal;
  }
  throw new Error('It was not refused.');
}

describe('a quorum of two', () => {
  it('is reached by two who agree, and not by one of each outcome', () => {
    const review = toSign();
    expect(sign(review, ada, 'REJECT')).toEqual({ agreeing: 1, needed: 2, isEnough: false, insteadOf: null });
    expect(sign(review, bo, 'APPROVE')).toMatchObject({ agreeing: 1, isEnough: false });
    expect([review.review.stage, review.decisions]).toEqual(['SIGN_OFF', []]);
    expect(sign(review, cy, 'APPROVE')).toMatchObject({ agreeing: 2, isEnough: true });
    expect(review.review.stage).toBe('RELEASE');
    expect(review.decisions).toMatchObject([{ outcome: 'APPROVE', decidedBy: cy.userId, onBehalfOf: null }]);
  });

  it('counts the newest that each says, until the decision stands', () => {
    const review = toSign();
    sign(review, ada, 'REJECT');
    expect(refused(review, () => sign(review, ada, 'REJECT')).code).toBe('ACTION_UNAVAILABLE');
    expect(sign(review, ada, 'RESERVE')).toEqual({
      agreeing: 1,
      needed: 2,
      isEnough: false,
      insteadOf: 'REJECT',
    });
    expect(sign(review, bo, 'REJECT').isEnough).toBe(false);
    expect(sign(review, bo, 'RESERVE')).toMatchObject({ agreeing: 2, insteadOf: 'REJECT' });
    expect(review.decisions).toMatchObject([{ outcome: 'RESERVE' }]);
    expect(refused(review, () => sign(review, cy, 'REJECT')).code).toBe('ALREADY_DECIDED');
  });

  it('gives a place beyond the quota only where both want to, and tells a reason only where both would', () => {
    const review = toSign();
    const beyond = (reasonText: string, isReasonShared: boolean) => ({
      isQuotaOverridden: true,
      reasonText,
      isReasonShared,
    });
    sign(review, ada, 'APPROVE', beyond('The only one who can', false));
    sign(review, bo, 'APPROVE');
    expect(review.decisions).toEqual([]);
    sign(review, cy, 'APPROVE', beyond('Needed on the panel', true));
    expect(review.decisions).toMatchObject([
      { isQuotaOverridden: true, isReasonShared: false, reasonText: 'Needed on the panel' },
    ]);
  });

  it('is asked of the officers in the same way', () => {
    const review = new FakeReview({ plan: TWO_RECOMMEND });
    recommend(review, officer, 'APPROVE');
    recommend(review, otherOfficer, 'REJECT');
    expect(review.review.stage).toBe('REVIEW');
    expect(recommend(review, officer, 'REJECT')).toMatchObject({ agreeing: 2, insteadOf: 'APPROVE' });
    expect(review.review).toMatchObject({
      stage: 'SIGN_OFF',
      recommendedBy: [officer.userId, otherOfficer.userId],
    });
  });

  it('is gathered anew after the decision was taken back', () => {
    const review = toSign();
    sign(review, ada, 'APPROVE');
    sign(review, bo, 'APPROVE');
    review.act((tx, one) => desk.reopen(tx, cy, one, 'New information'), cy);
    expect([review.review.stage, review.decisions]).toEqual(['SIGN_OFF', []]);
    expect(sign(review, ada, 'RESERVE')).toMatchObject({ agreeing: 1, insteadOf: null });
    expect(refused(review, () => review.act((tx, one) => desk.reopen(tx, cy, one, 'Again'), cy)).code).toBe(
      'ACTION_UNAVAILABLE',
    );
  });
});

describe('a signature for an absent colleague', () => {
  it('counts as what that colleague says, once', () => {
    const review = toSign();
    const forBo = { onBehalfOfId: bo.userId };
    sign(review, ada, 'APPROVE', forBo);
    for (const again of [
      () => sign(review, bo, 'APPROVE'),
      () => sign(review, cy, 'APPROVE', forBo),
      () => sign(review, cy, 'REJECT', forBo),
      () => sign(review, ada, 'APPROVE'),
    ])
      expect(refused(review, again).code).toBe('ACTION_UNAVAILABLE');
    sign(review, bo, 'REJECT');
    sign(review, cy, 'REJECT', { onBehalfOfId: null });
    expect(review.decisions).toMatchObject([{ outcome: 'REJECT', decidedBy: cy.userId }]);
  });
});

describe('separation of duties', () => {
  const made: Partial<Review> = { createdBy: ada.userId };
  const WORDS: [part: string, of: Partial<Review>, words: RegExp][] = [
    ['made it', made, /^You made this nomination/],
    ['edited it last', { lastEditedBy: ada.userId }, /^You edited/],
    ['recommended in this passage', { recommendedBy: [officer.userId, ada.userId] }, /^You recommended/],
    [
      'worked on it before: an edit, a submission, an answer, an earlier recommendation',
      { involvedBefore: [ada.userId] },
      /^You worked on/,
    ],
  ];

  it.each(WORDS)('keeps from signing whoever %s, and whoever would sign for them', (_part, of, words) => {
    const review = toSign(of);
    const own = refused(review, () => sign(review, ada, 'APPROVE'));
    expect(own).toMatchObject({ code: 'SEPARATION_OF_DUTIES' });
    expect(own.message).toMatch(words);
    for (const [actor, onBehalfOfId] of [
      [bo, ada.userId],
      [ada, bo.userId],
    ] as const)
      expect(refused(review, () => sign(review, actor, 'APPROVE', { onBehalfOfId })).code).toBe(
        'SEPARATION_OF_DUTIES',
      );
    expect(sign(review, bo, 'APPROVE').agreeing).toBe(1);
  });

  it('keeps whoever made it from recommending, and nobody who only worked on it', () => {
    const review = new FakeReview(made);
    expect(refused(review, () => recommend(review, ada, 'APPROVE'))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      message: 'You made this nomination, so others have to recommend it and sign it off.',
    });
    const other = new FakeReview({ lastEditedBy: ada.userId, involvedBefore: [ada.userId] });
    expect(recommend(other, ada, 'APPROVE').isEnough).toBe(true);
  });
});

describe('the order of the stages', () => {
  it('asks for a recommendation before a signature, and for one recommendation only', () => {
    const review = new FakeReview();
    expect(refused(review, () => sign(review, ada, 'APPROVE'))).toMatchObject({
      code: 'ACTION_UNAVAILABLE',
      message: 'An officer has to recommend first; then it can be signed off.',
    });
    recommend(review, officer, 'APPROVE');
    expect(refused(review, () => recommend(review, otherOfficer, 'REJECT')).code).toBe('ACTION_UNAVAILABLE');
    sign(review, ada, 'APPROVE');
    expect(refused(review, () => recommend(review, otherOfficer, 'REJECT'))).toMatchObject({
      code: 'ACTION_UNAVAILABLE',
      extras: { state: 'DECIDED' },
    });
    expect(
      refused(review, () => review.act((tx, one) => desk.return(tx, officer, one, 'Which?'), officer)).code,
    ).toBe('ACTION_UNAVAILABLE');
  });

  it('asks for the reasons of a decision', () => {
    const review = toSign();
    const path = (more: Partial<SignOff>, outcome: Outcome = 'REJECT') =>
      refused(review, () => sign(review, ada, outcome, more)).path;
    expect(path({ reasonCode: null })).toEqual(['input', 'reasonCode']);
    expect(path({ reasonCode: 'OTHER' })).toEqual(['input', 'reasonText']);
    expect(path({ isQuotaOverridden: true }, 'APPROVE')).toEqual(['input', 'reasonText']);
  });

  it('gives a decision an id that tells nobody when it fell', () => {
    const review = toSign({ plan: DEFAULT_APPROVAL_PLAN });
    sign(review, ada, 'APPROVE');
    // Version 4 is all chance; version 7, which everything else has, begins with the time.
    expect(review.decisions.map(({ id }) => String(id).charAt(14))).toEqual(['4']);
  });
});
