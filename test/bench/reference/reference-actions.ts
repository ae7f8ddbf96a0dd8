import { type Viewer } from '../stage/page-query.js';

const PAST_DRAFTING = ['SUBMITTED', 'UNDER_REVIEW', 'DECIDED', 'APPROVED', 'RESERVED'];
const PARTNERS: readonly { readonly action: string; readonly states: readonly string[] }[] = [
  { action: 'UPDATE', states: ['DRAFT', 'RETURNED'] },
  { action: 'SUBMIT', states: ['DRAFT', 'RETURNED'] },
  {
    action: 'WITHDRAW',
    states: ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'DECIDED', 'APPROVED', 'RESERVED'],
  },
  { action: 'CORRECT', states: PAST_DRAFTING },
];
const IN_REVIEW = ['SUBMITTED', 'UNDER_REVIEW'];

/**
 * What Plenary offers a coordinator or an officer while the window is open, by the shortest rule that gives the same
 * answer: the references do not ask when the window closes, nor for anybody's grants.
 */
export function referenceActions(viewer: Viewer, state: string, stage: string | null): string[] {
  if (viewer === 'partner')
    return PARTNERS.filter(({ states }) => states.includes(state)).map(({ action }) => action);
  const correction = PAST_DRAFTING.includes(state) ? ['CORRECT'] : [];
  if (!IN_REVIEW.includes(state)) return correction;
  return stage === 'SIGN_OFF' ? [...correction, 'RETURN'] : [...correction, 'RECOMMEND', 'RETURN'];
}
