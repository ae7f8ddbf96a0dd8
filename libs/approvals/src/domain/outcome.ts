export const OUTCOMES = ['APPROVE', 'REJECT', 'RESERVE'] as const;
/** What a recommendation, a signature or a decision is for. */
export type Outcome = (typeof OUTCOMES)[number];
