import { type Viewer } from '../stage/page-query.js';

const PARTNERS: readonly { readonly action: string; readonly states: readonly string[] }[] = [
  { action: 'UPDATE', states: ['DRAFT', 'RETURNED'] },
  { action: 'SUBMIT', states: ['DRAFT', 'RETURNED'] },
  {
    action: 'WITHDRAW',
    states: ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'DECIDED', 'APPROVED', 'RESERVED'],
  },
];
const IN_REVIEW = ['SUBMITTED', 'UNDER_REVIEW'];

/**
 * What Plenary offers a coordinator or an officer while the window is open, by the shortest rule that gives the same
 * answer: the references do not ask when the window closes, nor for anybody's grants.
 */
export function referenceActions(viewer: Viewer, state: string, stage: string | null): string[] {
  if (viewer === 'partner')
    return PARTNERS.filter(({ states }) => states.includes(state)).map(({ action }) => action);
  if (!IN_REVIEW.includes(state)) return [];
  return stage === 'SIGN_OFF' ? ['RETURN'] : ['RECOMMEND', 'RETURN'];
}
