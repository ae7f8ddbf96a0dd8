import { type Role } from '#libs/kernel';
import { type Stage } from './approval-plan.js';

/** Who acts at each stage that waits for somebody. */
export const ROLE_OF_STAGE = {
  REVIEW: 'HOST_OFFICER',
  SIGN_OFF: 'HOST_APPROVER',
} as const satisfies Record<Exclude<Stage, 'RELEASE'>, Role>;

/** Why a review is not given to somebody, in words for whoever gives it. */
export const CLAIM_OBSTACLES = {
  INVOLVED: 'Had another part in it (made, edited, submitted, answered for or recommended it)',
  SPOKEN: 'Has said theirs at this stage already',
  OTHER_STAGE: 'Has not the role for the stage at which it waits',
  ABSENT: 'Is on record as absent',
} as const;
export type ClaimObstacle = keyof typeof CLAIM_OBSTACLES;

/** A review that waits for somebody, as far as it matters who takes it. */
export interface Claimable {
  readonly id: string;
  readonly subjectId: string;
  readonly stage: Exclude<Stage, 'RELEASE'>;
  readonly round: number;
  readonly createdBy: string | null;
  readonly lastEditedBy: string | null;
  readonly recommendedBy: readonly string[];
  readonly signedOffBy: readonly string[];
  /** Whoever ever had a part in the subject. */
  readonly involved: readonly string[];
  /** Who is on it; null: nobody. */
  readonly claimedBy: string | null;
}

export interface Colleague {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly isAbsent: boolean;
}

/** Why this colleague does not take this review, or undefined. Nobody takes what they may not act on at its stage. */
export function obstacleToClaim(colleague: Colleague, review: Claimable): ClaimObstacle | undefined {
  const { userId, roles, isAbsent } = colleague;
  if (!roles.includes(ROLE_OF_STAGE[review.stage])) return 'OTHER_STAGE';
  if (review.createdBy === userId) return 'INVOLVED';
  if (review.stage === 'REVIEW') {
    if (review.recommendedBy.includes(userId)) return 'SPOKEN';
  } else {
    if (review.signedOffBy.includes(userId)) return 'SPOKEN';
    if (review.lastEditedBy === userId) return 'INVOLVED';
    if (review.recommendedBy.includes(userId) || review.involved.includes(userId)) return 'INVOLVED';
  }
  return isAbsent ? 'ABSENT' : undefined;
}

/** Why each of the colleagues does not take a review. */
export type Obstacles = readonly { readonly userId: string; readonly obstacle: ClaimObstacle }[];

export interface Spread {
  /** Who gets it; null: nobody of those chosen may. */
  readonly userId: string | null;
  /** It is theirs already, and stays so. */
  readonly isKept: boolean;
  readonly obstacles: Obstacles;
}

/**
 * Spreads reviews evenly over colleagues: whoever is on the fewest by then gets the next, of several the first who was named.
 * Those that few may take are given first, so that they are not left to nobody. A review that one of them is on stays theirs.
 * @param load how many reviews each is on now.
 */
export function spreadReviews(
  reviews: readonly Claimable[],
  colleagues: readonly Colleague[],
  load: ReadonlyMap<string, number>,
): ReadonlyMap<string, Spread> {
  const loads = new Map(colleagues.map(({ userId }) => [userId, load.get(userId) ?? 0]));
  const weighed = reviews.map((review) => {
    const obstacles = colleagues.flatMap((colleague) => {
      const obstacle = obstacleToClaim(colleague, review);
      return obstacle === undefined ? [] : [{ userId: colleague.userId, obstacle }];
    });
    const barred = new Set(obstacles.map(({ userId }) => userId));
    const able = colleagues.map(({ userId }) => userId).filter((userId) => !barred.has(userId));
    return { review, obstacles, able };
  });
  const spread = new Map<string, Spread>();
  for (const { review, obstacles, able } of weighed.sort(
    (one, other) => one.able.length - other.able.length,
  )) {
    const { claimedBy } = review;
    const isKept = claimedBy !== null && able.includes(claimedBy);
    const userId = isKept ? claimedBy : leastLoaded(able, loads);
    if (userId !== null && !isKept) loads.set(userId, (loads.get(userId) ?? 0) + 1);
    spread.set(review.subjectId, { userId, isKept, obstacles });
  }
  return spread;
}

const leastLoaded = (able: readonly string[], loads: ReadonlyMap<string, number>): string | null =>
  able.reduce<string | null>(
    (best, userId) => (best === null || (loads.get(userId) ?? 0) < (loads.get(best) ?? 0) ? userId : best),
    null,
  );
