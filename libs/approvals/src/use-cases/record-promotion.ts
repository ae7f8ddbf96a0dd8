import { newId, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type Duties, requireSeparateDuties } from '../domain/review.js';
import { STEP } from '../persistence/review.table.js';

// The newest passage, whose decision put the subject on the reserve list.
const LAST_REVIEW = `SELECT id, subject_type AS "subjectType", created_by AS "createdBy", last_edited_by AS "lastEditedBy", recommended_by AS "recommendedBy",
    involved_before AS "involvedBefore"
  FROM approvals.review WHERE subject_id = $1 ORDER BY closed_at DESC NULLS FIRST LIMIT 1`;

interface LastReview extends Duties, Record<string, unknown> {
  readonly id: string;
  readonly subjectType: string;
}

/**
 * Puts on record who promoted a subject from the reserve list, and why. Refuses SEPARATION_OF_DUTIES as a sign-off does,
 * and the database refuses it again.
 */
export async function recordPromotion(
  tx: Transaction,
  actor: UserActor,
  subject: { readonly id: string; readonly conferenceId: string },
  reason: string | null,
): Promise<void> {
  const [review] = await tx.query<LastReview>(LAST_REVIEW, [subject.id]);
  if (review === undefined) throw new Error(`${subject.id} is on a reserve list and was never reviewed`);
  requireSeparateDuties(actor, null, review);
  tx.insert(STEP, {
    id: newId(),
    conferenceId: subject.conferenceId,
    reviewId: review.id,
    kind: 'PROMOTE',
    outcome: 'APPROVE',
    note: reason,
    byUser: actor.userId,
  });
}
