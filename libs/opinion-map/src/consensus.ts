import { type Tally } from './tallies.js';

/**
 * Group-aware consensus (section 7): per statement the product over the groups of (agrees + 1) / (votes + 2). High
 * only if every group tends to agree; a group that has not voted counts one half, and passes lower it. Between 0 and
 * 1. Without groups the product is empty and says nothing, so everybody counts as the one group.
 *
 * @param side `disagree` gives the same for agreement against the statement
 */
export function groupConsensus(
  groups: readonly Tally[],
  everybody: Tally,
  side: 'agree' | 'disagree' = 'agree',
): Float64Array {
  const counted = groups.length > 0 ? groups : [everybody];
  const consensus = new Float64Array(everybody.votes.length).fill(1);
  for (const tally of counted) {
    for (let c = 0; c < consensus.length; c++) consensus[c]! *= (tally[side][c]! + 1) / (tally.votes[c]! + 2);
  }
  return consensus;
}
