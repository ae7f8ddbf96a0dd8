import { type OrganisationInvitationState } from './organisation-invitation.lifecycle.js';
import { endOfDay } from './reply-date.js';

/** When organisations that have not answered are reminded: days before the date for replies, the earliest first; data of the conference. */
export type ChaserPlan = readonly number[];

export const MOST_CHASERS = 10;
const MOST_DAYS = 365;
const DAY_MS = 24 * 60 * 60_000;

/** A plan as it is kept: whole days, each once, the earliest first. Undefined for what is no plan. */
export function chaserPlan(daysBefore: readonly number[]): ChaserPlan | undefined {
  const days = [...new Set(daysBefore)].sort((one, other) => other - one);
  const isGood = days.every((day) => Number.isSafeInteger(day) && day >= 0 && day <= MOST_DAYS);
  return isGood && days.length <= MOST_CHASERS ? days : undefined;
}

export interface Chased {
  readonly state: OrganisationInvitationState;
  readonly sentAt: Date;
  /** `2027-09-15`, at the place of the conference. */
  readonly replyBy: string;
}

/**
 * When the chasers of an invitation go out: each at the hour of the end of the day for replies, so many days before it. None that lies
 * before the letter was sent; none at all once there is an answer.
 * @returns moments with the number of days, the earliest first
 */
export function chasersOf(
  plan: ChaserPlan,
  { state, sentAt, replyBy }: Chased,
  zone: string,
): readonly { readonly daysBefore: number; readonly at: Date }[] {
  if (state !== 'SENT') return [];
  const end = endOfDay(replyBy, zone).getTime();
  return plan
    .map((daysBefore) => ({ daysBefore, at: new Date(end - daysBefore * DAY_MS) }))
    .filter(({ at }) => at > sentAt);
}
