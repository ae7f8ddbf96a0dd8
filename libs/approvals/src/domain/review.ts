import { Refusal, type UserActor } from '#libs/kernel';
import { type ApprovalPlan, type Stage } from './approval-plan.js';
import { type Outcome } from './outcome.js';
import { type StandingSignOff } from './sign-offs.js';

export const REASON_CODES = [
  'CAPACITY',
  'DUPLICATE',
  'INELIGIBLE',
  'INCOMPLETE',
  'BALANCE',
  'SECURITY',
  'OTHER',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Whether a reason is told to the nominating body unless the approver says otherwise. The one table of it. */
const IS_SHARED_BY_DEFAULT: Readonly<Record<ReasonCode, boolean>> = {
  CAPACITY: true,
  DUPLICATE: true,
  INELIGIBLE: true,
  INCOMPLETE: true,
  BALANCE: true,
  SECURITY: false,
  OTHER: true,
};

/** The reasons that are shared unless the approver says otherwise: none about somebody who may be on the watch list. */
export const reasonsSharedByDefault = (isOnWatchList: boolean): readonly ReasonCode[] =>
  isOnWatchList ? [] : REASON_CODES.filter((code) => IS_SHARED_BY_DEFAULT[code]);

/** The same for one decision; one without a code has words alone, which the watch list keeps back like any reason. */
export const isReasonSharedByDefault = (reasonCode: ReasonCode | null, isOnWatchList: boolean): boolean =>
  reasonCode === null ? !isOnWatchList : reasonsSharedByDefault(isOnWatchList).includes(reasonCode);

/** One passage of a subject through the stages, as loaded (and locked) for a change. */
export interface Review {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  /** Whose it is, and the word for it: `nomination`. */
  readonly subjectType: string;
  readonly subjectId: string;
  readonly plan: ApprovalPlan;
  readonly stage: Stage;
  /** How many stages it has entered, counting this one. */
  readonly round: number;
  readonly createdBy: string | null;
  readonly lastEditedBy: string | null;
  /** Everybody who has recommended in this passage, even where they have changed their mind since. */
  readonly recommendedBy: readonly string[];
  /**
   * Whoever had a part in the subject before: made it, edited it at any time, submitted it or answered for it, or
   * recommended in a passage before this one.
   */
  readonly involvedBefore: readonly string[];
  /** What stands of what was said in this passage, in its order. */
  readonly signOffs: readonly StandingSignOff[];
}

/** What separation of duties looks at. */
export type Duties = Pick<Review, 'createdBy' | 'lastEditedBy' | 'recommendedBy' | 'involvedBefore'>;

/** Why one's own part in a subject keeps one from an act on it. */
export const DUTY_CONFLICTS = [
  'MADE_BY_YOU',
  'EDITED_BY_YOU',
  'RECOMMENDED_BY_YOU',
  'WORKED_ON_BY_YOU',
  'SIGNED_OFF_BY_YOU',
] as const;
export type DutyConflict = (typeof DUTY_CONFLICTS)[number];

/** The same in plain English, to the person; `subject` is the word for what is approved. */
export const wordsOfConflict = (subject: string): Readonly<Record<DutyConflict, string>> => ({
  MADE_BY_YOU: `You made this ${subject}, so others have to recommend it and sign it off.`,
  EDITED_BY_YOU: `You edited this ${subject} last, so somebody else has to sign it off.`,
  RECOMMENDED_BY_YOU: `You recommended on this ${subject}, so somebody else has to sign it off.`,
  WORKED_ON_BY_YOU: `You worked on this ${subject} earlier, so somebody else has to sign it off.`,
  SIGNED_OFF_BY_YOU: `You signed this ${subject} off, so somebody else has to change it.`,
});

/** The refusal, as words of this type of subjects. */
export const refusedByConflict = (conflict: DutyConflict, subjectType: string): Refusal =>
  new Refusal('SEPARATION_OF_DUTIES', wordsOfConflict(subjectType)[conflict]);

/**
 * Why this person may not sign off this subject, or undefined. Nobody signs off what they made, edited at any time,
 * submitted, answered for or recommended.
 */
export function conflictOfDuty(userId: string, duties: Duties): DutyConflict | undefined {
  if (duties.createdBy === userId) return 'MADE_BY_YOU';
  if (duties.lastEditedBy === userId) return 'EDITED_BY_YOU';
  if (duties.recommendedBy.includes(userId)) return 'RECOMMENDED_BY_YOU';
  if (duties.involvedBefore.includes(userId)) return 'WORKED_ON_BY_YOU';
  return undefined;
}

/** Why this person may not recommend on this subject, or undefined. Nobody recommends what they made. */
export const conflictOfRecommendation = (
  userId: string,
  { createdBy }: Pick<Duties, 'createdBy'>,
): DutyConflict | undefined => (createdBy === userId ? 'MADE_BY_YOU' : undefined);

/** Why this person may not edit this subject now, or undefined. Nobody edits what they have signed off: the other side of the same rule. */
export function conflictOfEdit(
  userId: string,
  { signedOffBy }: { readonly signedOffBy: readonly string[] },
): DutyConflict | undefined {
  return signedOffBy.includes(userId) ? 'SIGNED_OFF_BY_YOU' : undefined;
}

/** Refuses with SEPARATION_OF_DUTIES; acting for a colleague does not lift it, neither for oneself nor for the colleague. */
export function requireSeparateDuties(
  actor: UserActor,
  onBehalfOfId: string | null,
  duties: Duties & Pick<Review, 'subjectType'>,
): void {
  for (const userId of onBehalfOfId === null ? [actor.userId] : [actor.userId, onBehalfOfId]) {
    const conflict = conflictOfDuty(userId, duties);
    if (conflict !== undefined) throw refusedByConflict(conflict, duties.subjectType);
  }
}

/** Checks the reason of a decision: a rejection names its code, and a quota is overridden only with words. */
export function requireReason(decision: {
  readonly outcome: Outcome;
  readonly reasonCode: ReasonCode | null;
  readonly reasonText: string | null;
  readonly isQuotaOverridden: boolean;
}): void {
  if (decision.outcome === 'REJECT' && decision.reasonCode === null) {
    throw new Refusal('REASON_REQUIRED', 'Choose the reason for the rejection.', ['input', 'reasonCode']);
  }
  if (decision.reasonCode === 'OTHER' && decision.reasonText === null) {
    throw new Refusal('REASON_REQUIRED', 'Write the reason in a sentence.', ['input', 'reasonText']);
  }
  if (decision.isQuotaOverridden && decision.reasonText === null) {
    throw new Refusal('REASON_REQUIRED', 'Say why the quota may be exceeded.', ['input', 'reasonText']);
  }
}
