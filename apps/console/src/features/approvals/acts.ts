import type { InboxNomination } from './operations';

/** Everything that the host can do with a nomination in the inbox, as a person chooses it. */
export const ACTS = [
  'recommendApproval',
  'recommendRefusal',
  'recommendReserve',
  'approve',
  'refuse',
  'reserve',
  'return',
  'reopen',
  'promote',
] as const;
export type Act = (typeof ACTS)[number];

/** The key that starts an act: the same for a recommendation and for the decision that follows it. */
export const KEY_OF_ACT: Readonly<Record<Act, string>> = {
  recommendApproval: 'A',
  recommendRefusal: 'R',
  recommendReserve: 'V',
  approve: 'A',
  refuse: 'R',
  reserve: 'V',
  return: 'Q',
  reopen: 'U',
  promote: 'P',
};

export const OUTCOME_OF_ACT = {
  recommendApproval: 'APPROVE',
  recommendRefusal: 'REJECT',
  recommendReserve: 'RESERVE',
  approve: 'APPROVE',
  refuse: 'REJECT',
  reserve: 'RESERVE',
} as const;

type Available = InboxNomination['availableActions'];

/**
 * The acts to offer, from the actions that the service allows this person now. Somebody who may sign off is offered
 * that rather than a recommendation.
 */
export function actsFor(available: Available): readonly Act[] {
  const acts: Act[] = [];
  if (available.includes('DECIDE')) acts.push('approve', 'refuse', 'reserve');
  else if (available.includes('RECOMMEND'))
    acts.push('recommendApproval', 'recommendRefusal', 'recommendReserve');
  if (available.includes('RETURN')) acts.push('return');
  if (available.includes('REOPEN')) acts.push('reopen');
  if (available.includes('PROMOTE')) acts.push('promote');
  return acts;
}
