import { Injectable } from '@nestjs/common';
import { newId, Refusal, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type ClaimObstacle, obstacleToClaim } from '../domain/claims.js';
import { type Review } from '../domain/review.js';
import { END_CLAIMS, loadClaimable, loadColleagues } from '../persistence/claim.statements.js';
import { CLAIM } from '../persistence/claim.table.js';

/** Why somebody cannot take a review on, said to them. */
const TO_THEM: Readonly<Record<Exclude<ClaimObstacle, 'INVOLVED'>, string>> = {
  SPOKEN: 'You have said yours at this stage already; it waits for a colleague.',
  OTHER_STAGE: 'It waits for colleagues with another role.',
  ABSENT: 'You are on record as absent. End the absence first.',
};

/** Taking a review on and letting it go again, inside the caller's transaction, which holds the lock of its subject. */
@Injectable()
export class ReviewClaims {
  /**
   * The actor is on it from now on. A courtesy: others may act all the same. Refuses ALREADY_CLAIMED with who is on it,
   * SEPARATION_OF_DUTIES and ACTION_UNAVAILABLE.
   */
  async claim(tx: Transaction, actor: UserActor, review: Review): Promise<void> {
    const { conferenceId, subjectType: type, subjectId } = review;
    const [[open], [colleague]] = await Promise.all([
      loadClaimable(tx, { conferenceId, type, subjectIds: [subjectId] }),
      loadColleagues(tx, conferenceId, [actor.userId]),
    ]);
    if (open === undefined)
      throw new Refusal('ACTION_UNAVAILABLE', `This ${type} is decided and waits for its release.`);
    if (open.claimedBy === actor.userId) throw new Refusal('ACTION_UNAVAILABLE', 'You are on it already.');
    if (open.claimedBy !== null)
      throw new Refusal('ALREADY_CLAIMED', 'A colleague is on it already.', [], {
        claimedById: open.claimedBy,
      });
    const obstacle = colleague === undefined ? 'OTHER_STAGE' : obstacleToClaim(colleague, open);
    if (obstacle === 'INVOLVED')
      throw new Refusal(
        'SEPARATION_OF_DUTIES',
        `You had another part in this ${type}, so somebody else has to take it on.`,
      );
    if (obstacle !== undefined) throw new Refusal('ACTION_UNAVAILABLE', TO_THEM[obstacle]);
    tx.write(END_CLAIMS, [[open.id]]);
    tx.insert(CLAIM, {
      id: newId(),
      conferenceId,
      reviewId: open.id,
      stageRound: open.round,
      userId: actor.userId,
      assignedBy: null,
    });
  }

  /** The actor is on it no more. Refuses ACTION_UNAVAILABLE where they are not. */
  async release(tx: Transaction, actor: UserActor, review: Review): Promise<void> {
    const { conferenceId, subjectType: type, subjectId } = review;
    const [open] = await loadClaimable(tx, { conferenceId, type, subjectIds: [subjectId] });
    if (open?.claimedBy !== actor.userId) throw new Refusal('ACTION_UNAVAILABLE', 'You are not on it.');
    tx.write(END_CLAIMS, [[open.id]]);
  }
}
