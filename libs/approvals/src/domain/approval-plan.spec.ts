import { describe, expect, it } from '@jest/globals';
import {
  type ApprovalPlan,
  approvalPlan,
  DEFAULT_APPROVAL_PLAN,
  lapseTime,
  stagePlanOf,
  stageTimes,
} from './approval-plan.js';

const START = new Date('2027-05-03T09:00:00.000Z');

const planWith = (review: Partial<ApprovalPlan['stages'][0]>): ApprovalPlan => ({
  ...DEFAULT_APPROVAL_PLAN,
  stages: [{ ...DEFAULT_APPROVAL_PLAN.stages[0], ...review }, DEFAULT_APPROVAL_PLAN.stages[1]],
});

const timesOf = (plan: ApprovalPlan, stage: 'REVIEW' | 'SIGN_OFF') => {
  const { dueAt, remindAt, escalateAt } = stageTimes(plan, stage, START);
  return {
    due: dueAt.toISOString(),
    remind: remindAt.map((at) => at.toISOString()),
    escalate: escalateAt?.toISOString() ?? null,
  };
};

describe('the times of a stage', () => {
  it('of review are three days to do it, a reminder a day before, word to administrators a day after', () => {
    expect(timesOf(DEFAULT_APPROVAL_PLAN, 'REVIEW')).toEqual({
      due: '2027-05-06T09:00:00.000Z',
      remind: ['2027-05-05T09:00:00.000Z'],
      escalate: '2027-05-07T09:00:00.000Z',
    });
  });

  it('of sign-off are two days, and a reminder half a day before', () => {
    expect(timesOf(DEFAULT_APPROVAL_PLAN, 'SIGN_OFF')).toEqual({
      due: '2027-05-05T09:00:00.000Z',
      remind: ['2027-05-04T21:00:00.000Z'],
      escalate: '2027-05-06T09:00:00.000Z',
    });
  });

  it('promise no reminder for the moment in which the stage begins, nor for one before it', () => {
    const plan = planWith({ dueHours: 24, remindBeforeHours: [48, 24, 23.5, 1] });
    expect(timesOf(plan, 'REVIEW').remind).toEqual(['2027-05-03T09:30:00.000Z', '2027-05-04T08:00:00.000Z']);
  });

  it('have nobody told where nobody shall be', () => {
    expect(timesOf(planWith({ escalateAfterHours: null }), 'REVIEW').escalate).toBeNull();
  });

  it('have administrators told at the due time where that is the plan', () => {
    expect(timesOf(planWith({ escalateAfterHours: 0 }), 'REVIEW').escalate).toBe('2027-05-06T09:00:00.000Z');
  });
});

describe('a plan', () => {
  it('lets nothing lapse by itself unless it says when', () => {
    expect(lapseTime(DEFAULT_APPROVAL_PLAN, START)).toBeNull();
    expect(lapseTime({ ...DEFAULT_APPROVAL_PLAN, lapseAfterHours: 240 }, START)?.toISOString()).toBe(
      '2027-05-13T09:00:00.000Z',
    );
  });

  it('has one part for each stage', () => {
    expect(stagePlanOf(DEFAULT_APPROVAL_PLAN, 'REVIEW').stage).toBe('REVIEW');
    expect(stagePlanOf(DEFAULT_APPROVAL_PLAN, 'SIGN_OFF').stage).toBe('SIGN_OFF');
  });

  it('of before there were times for answers gives a body a week, and a reminder two days before', () => {
    const { returned: _returned, ...older } = DEFAULT_APPROVAL_PLAN;
    expect(approvalPlan.parse(older).returned).toEqual({ dueHours: 168, remindBeforeHours: [48] });
  });

  it.each([
    ['a quorum of nobody', { quorum: 0 }],
    ['a quorum of ten', { quorum: 10 }],
    ['no time at all', { dueHours: 0 }],
    ['more than a year', { dueHours: 8761 }],
    ['six reminders', { remindBeforeHours: [1, 2, 3, 4, 5, 6] }],
    ['a reminder after the due time', { remindBeforeHours: [-1] }],
  ])('is refused with %s', (_what, review) => {
    expect(approvalPlan.safeParse(planWith(review)).success).toBe(false);
  });
});
