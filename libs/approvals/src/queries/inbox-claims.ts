import { type Binder } from '#libs/platform';

/** Whose a review is, by the claim that stands. */
export type ClaimFilter = 'MINE' | 'NOBODYS' | 'COLLEAGUES';

const CLAIMED = 'FROM approvals.standing_claim c WHERE c.conference_id = r.conference_id';
/** Whose it is; `viewer` is the place of the caller's id. */
const IN_HANDS_OF: Readonly<Record<ClaimFilter, (viewer: () => string) => string>> = {
  MINE: (viewer) => `r.id IN (SELECT c.review_id ${CLAIMED} AND c.user_id = ${viewer()}::uuid)`,
  COLLEAGUES: (viewer) => `r.id IN (SELECT c.review_id ${CLAIMED} AND c.user_id <> ${viewer()}::uuid)`,
  NOBODYS: () => `NOT EXISTS (SELECT ${CLAIMED} AND c.review_id = r.id)`,
};
/** SQL: somebody of these is on the review `r`. What is rare is found by the claims, what is frequent as the inbox is read. */
export const isInHandsOf = (claims: readonly ClaimFilter[], viewerId: string, bind: Binder): string =>
  `(${[...new Set(claims)].map((claim) => IN_HANDS_OF[claim](() => bind(viewerId))).join(' OR ')})`;
