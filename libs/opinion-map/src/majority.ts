import { shareTest, Z90 } from './representative.js';
import { type Tally } from './tallies.js';

/** A statement that most people, grouped or not, agree or disagree with (section 9). */
export interface MajorityStatement {
  readonly column: number;
  readonly successes: number;
  readonly trials: number;
  readonly share: number;
  readonly shareTest: number;
}

const MOST_LISTED = 5;

/**
 * Majority statements of section 9: a share above one half that is significant at 90 %, sorted by share times z. One
 * big group can carry such a list; it is not what all groups agree on.
 */
export function majorityStatements(
  everybody: Tally,
  excluded: Uint8Array,
  side: 'agree' | 'disagree',
): MajorityStatement[] {
  const found: MajorityStatement[] = [];
  for (let column = 0; column < excluded.length; column++) {
    if (excluded[column]) continue;
    const successes = everybody[side][column]!;
    const trials = everybody.votes[column]!;
    const share = (successes + 1) / (trials + 2);
    const test = shareTest(successes, trials);
    if (share > 0.5 && test > Z90) found.push({ column, successes, trials, share, shareTest: test });
  }
  return found.sort((a, b) => b.share * b.shareTest - a.share * a.shareTest).slice(0, MOST_LISTED);
}
