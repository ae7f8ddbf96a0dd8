import { type Claimable, type Colleague, obstacleToClaim } from './claims.js';

/** Why somebody who could act is not reminded. */
export const REMINDER_OBSTACLES = {
  REMINDED_TODAY: 'Was reminded of it today already',
  ABSENT: 'Is on record as absent',
  YOURSELF: 'Is whoever reminds',
} as const;
export type ReminderObstacle = keyof typeof REMINDER_OBSTACLES;

export interface Reminding {
  readonly reminded: readonly string[];
  readonly skipped: readonly { readonly userId: string; readonly obstacle: ReminderObstacle }[];
}

/**
 * Who is reminded of a review: whoever is on it; where nobody is, all who may act at its stage and have not spoken.
 * @param told who was reminded of it today.
 */
export function remindingOf(
  review: Claimable,
  colleagues: readonly Colleague[],
  { callerId, told }: { readonly callerId: string; readonly told: ReadonlySet<string> },
): Reminding {
  const { claimedBy } = review;
  const reminded: string[] = [];
  const skipped: { userId: string; obstacle: ReminderObstacle }[] = [];
  for (const colleague of colleagues) {
    const { userId } = colleague;
    if (claimedBy !== null && claimedBy !== userId) continue;
    const obstacle = obstacleToClaim(colleague, review);
    if (obstacle === 'ABSENT') skipped.push({ userId, obstacle });
    else if (obstacle === undefined) {
      if (userId === callerId) skipped.push({ userId, obstacle: 'YOURSELF' });
      else if (told.has(userId)) skipped.push({ userId, obstacle: 'REMINDED_TODAY' });
      else reminded.push(userId);
    }
  }
  return { reminded, skipped };
}
