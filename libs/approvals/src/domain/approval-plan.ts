import { z } from 'zod';

export const STAGES = ['REVIEW', 'SIGN_OFF', 'RELEASE'] as const;
/** Where a review stands. RELEASE: decided, and waiting for its batch. */
export type Stage = (typeof STAGES)[number];

const stagePlan = z.object({
  stage: z.enum(['REVIEW', 'SIGN_OFF']),
  /** How many people have to agree. */
  quorum: z.number().int().min(1).max(9),
  dueHours: z.number().positive().max(8760),
  /** Reminders, in hours before the due time. */
  remindBeforeHours: z.array(z.number().positive()).max(5),
  /** Hours after the due time until the administrators hear of it; null: never. */
  escalateAfterHours: z.number().nonnegative().nullable(),
});
export type StagePlan = z.output<typeof stagePlan>;

const returnedPlan = z.object({
  /** Hours that the body has to answer the host's question; then the subject lapses. */
  dueHours: z.number().positive().max(8760),
  /** Reminders, in hours before the due time. */
  remindBeforeHours: z.array(z.number().int().positive()).max(5),
});

/** A week to answer, and a reminder two days before it is over. */
const DEFAULT_RETURNED = { dueHours: 168, remindBeforeHours: [48] };

/** The stages of a conference's approvals; pinned to each subject when it is submitted. */
export const approvalPlan = z.object({
  stages: z.tuple([
    stagePlan.extend({ stage: z.literal('REVIEW') }),
    stagePlan.extend({ stage: z.literal('SIGN_OFF') }),
  ]),
  /** Hours from submission until an undecided subject lapses; null: never. */
  lapseAfterHours: z.number().positive().nullable(),
  /** How long a returned subject waits for its body; null: for ever. */
  returned: returnedPlan.nullable().default(DEFAULT_RETURNED),
});
export type ApprovalPlan = z.output<typeof approvalPlan>;

/** What a conference starts with: three days to review, two to sign off, and nothing lapses by itself. */
export const DEFAULT_APPROVAL_PLAN: ApprovalPlan = {
  stages: [
    { stage: 'REVIEW', quorum: 1, dueHours: 72, remindBeforeHours: [24], escalateAfterHours: 24 },
    { stage: 'SIGN_OFF', quorum: 1, dueHours: 48, remindBeforeHours: [12], escalateAfterHours: 24 },
  ],
  lapseAfterHours: null,
  returned: DEFAULT_RETURNED,
};

const HOUR_MS = 3_600_000;

/** The plan of a working stage. RELEASE has no time of its own: batches go when the host releases them. */
export function stagePlanOf(plan: ApprovalPlan, stage: 'REVIEW' | 'SIGN_OFF'): StagePlan {
  return stage === 'REVIEW' ? plan.stages[0] : plan.stages[1];
}

export interface StageTimes {
  readonly dueAt: Date;
  readonly remindAt: readonly Date[];
  readonly escalateAt: Date | null;
}

/** Due, reminder and escalation times of a stage that begins at `start`; reminders that would lie before it are left out. */
export function stageTimes(plan: ApprovalPlan, stage: 'REVIEW' | 'SIGN_OFF', start: Date): StageTimes {
  const { dueHours, remindBeforeHours, escalateAfterHours } = stagePlanOf(plan, stage);
  const due = start.getTime() + dueHours * HOUR_MS;
  return {
    dueAt: new Date(due),
    remindAt: remindBeforeHours.map((hours) => new Date(due - hours * HOUR_MS)).filter((at) => at > start),
    escalateAt: escalateAfterHours === null ? null : new Date(due + escalateAfterHours * HOUR_MS),
  };
}

export function lapseTime(plan: ApprovalPlan, start: Date): Date | null {
  return plan.lapseAfterHours === null ? null : new Date(start.getTime() + plan.lapseAfterHours * HOUR_MS);
}
