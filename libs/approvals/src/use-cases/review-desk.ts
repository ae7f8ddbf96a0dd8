import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type ApprovalPlan, lapseTime, stageTimes } from '../domain/approval-plan.js';
import { escalateReview, lapseSubject, remindReview } from '../approvals.jobs.js';
import {
  isQuorumReached,
  type Outcome,
  type ReasonCode,
  requireReason,
  requireSeparateDuties,
  type Review,
} from '../domain/review.js';
import {
  CLOSE_REVIEW,
  INSERT_DECISION,
  INSERT_REVIEW,
  INSERT_STEP,
  loadOpenReview,
  MOVE_STAGE,
  VOID_SIGN_OFFS,
} from '../persistence/review.statements.js';

export interface NewReview {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly plan: ApprovalPlan;
  readonly createdBy: string;
  readonly lastEditedBy: string;
}

export interface SignOff {
  readonly outcome: Outcome;
  readonly reasonCode: ReasonCode | null;
  readonly reasonText: string | null;
  readonly isReasonShared: boolean;
  readonly isQuotaOverridden: boolean;
  readonly onBehalfOfId: string | null;
}

/** What came of a sign-off: a decision, or one voice more towards the quorum. */
export interface SignedOff {
  readonly decisionId: string | null;
}

/**
 * The acts on a review, inside the caller's transaction. Who may do what is the calling context's to check; the order
 * of the stages, quorum and separation of duties are checked here (and once more by the database).
 */
@Injectable()
export class ReviewDesk {
  constructor(private readonly clock: Clock) {}

  /** Opens a review at its first stage, with reminders, escalation and lapse promised as delayed work. */
  open(tx: Transaction, review: NewReview): string {
    const id = newId();
    const now = this.clock.now();
    tx.write(INSERT_REVIEW, [
      id,
      review.conferenceId,
      review.bodyId,
      review.subjectType,
      review.subjectId,
      JSON.stringify(review.plan),
      stageTimes(review.plan, 'REVIEW', now).dueAt,
      review.createdBy,
      review.lastEditedBy,
    ]);
    this.promiseTimes(tx, id, review.conferenceId, review.plan, 'REVIEW', now);
    const lapseAt = lapseTime(review.plan, now);
    if (lapseAt !== null) {
      tx.enqueue(
        lapseSubject,
        { reviewId: id, subjectId: review.subjectId },
        { runAt: lapseAt, conferenceId: review.conferenceId },
      );
    }
    return id;
  }

  /** The open review of a subject, locked; undefined where there is none in the caller's sight. */
  find(tx: Transaction, subjectId: string): Promise<Review | undefined> {
    return loadOpenReview(tx, subjectId);
  }

  /** Ends the review without a decision (returned, withdrawn, lapsed); an unreleased decision falls with it. */
  close(tx: Transaction, subjectId: string, as: 'RETURNED' | 'WITHDRAWN' | 'LAPSED'): void {
    tx.write(CLOSE_REVIEW, [subjectId, as]);
  }

  /** Records a recommendation; enough of them move the review on to sign-off. */
  recommend(
    tx: Transaction,
    actor: UserActor,
    review: Review,
    recommendation: Outcome,
    note: string | null,
  ): void {
    this.requireStage(
      review,
      'REVIEW',
      'This nomination has been recommended already; it waits for sign-off.',
    );
    if (review.recommendedBy.includes(actor.userId)) {
      throw new Refusal('ACTION_UNAVAILABLE', 'You have recommended already; a colleague has to add theirs.');
    }
    const people = [...review.recommendedBy, actor.userId];
    this.addStep(tx, actor, review, { kind: 'RECOMMEND', outcome: recommendation, note, onBehalfOfId: null });
    const isDone = isQuorumReached(review.plan, 'REVIEW', people);
    const now = this.clock.now();
    const times = stageTimes(review.plan, isDone ? 'SIGN_OFF' : 'REVIEW', now);
    tx.write(MOVE_STAGE, [
      review.id,
      isDone ? 'SIGN_OFF' : 'REVIEW',
      isDone ? times.dueAt : null,
      recommendation,
      actor.userId,
      null,
    ]);
    if (isDone) this.promiseTimes(tx, review.id, review.conferenceId, review.plan, 'SIGN_OFF', now);
  }

  /** Records the host's question and ends this passage. */
  return(tx: Transaction, actor: UserActor, review: Review, question: string): void {
    this.requireUndecided(review);
    this.addStep(tx, actor, review, { kind: 'RETURN', outcome: null, note: question, onBehalfOfId: null });
    this.close(tx, review.subjectId, 'RETURNED');
  }

  /** Signs off; with the last voice of the quorum the decision stands. Refuses ALREADY_DECIDED, SEPARATION_OF_DUTIES, REASON_REQUIRED. */
  signOff(tx: Transaction, actor: UserActor, review: Review, signOff: SignOff): SignedOff {
    if (review.stage === 'RELEASE')
      throw new Refusal('ALREADY_DECIDED', 'Somebody has decided this nomination already.');
    this.requireStage(review, 'SIGN_OFF', 'An officer has to recommend first; then it can be signed off.');
    requireReason(signOff);
    requireSeparateDuties(actor, signOff.onBehalfOfId, review);
    if (review.signedOffBy.includes(actor.userId)) {
      throw new Refusal(
        'ACTION_UNAVAILABLE',
        'You have signed off already; another approver has to add theirs.',
      );
    }
    this.addStep(tx, actor, review, {
      kind: 'SIGN_OFF',
      outcome: signOff.outcome,
      note: signOff.reasonText,
      onBehalfOfId: signOff.onBehalfOfId,
    });
    const isDecided = isQuorumReached(review.plan, 'SIGN_OFF', [...review.signedOffBy, actor.userId]);
    tx.write(MOVE_STAGE, [review.id, isDecided ? 'RELEASE' : 'SIGN_OFF', null, null, null, actor.userId]);
    return { decisionId: isDecided ? this.decide(tx, actor, review, signOff) : null };
  }

  /** Takes an unreleased decision back: the review waits for sign-off again. */
  reopen(tx: Transaction, actor: UserActor, review: Review, reason: string): void {
    if (review.stage !== 'RELEASE')
      throw new Refusal('ACTION_UNAVAILABLE', 'There is no decision to take back.');
    this.addStep(tx, actor, review, { kind: 'REOPEN', outcome: null, note: reason, onBehalfOfId: null });
    const now = this.clock.now();
    tx.write(VOID_SIGN_OFFS, [review.id, stageTimes(review.plan, 'SIGN_OFF', now).dueAt]);
    this.promiseTimes(tx, review.id, review.conferenceId, review.plan, 'SIGN_OFF', now);
  }

  private decide(tx: Transaction, actor: UserActor, review: Review, signOff: SignOff): string {
    const id = newId();
    tx.write(INSERT_DECISION, [
      id,
      review.conferenceId,
      review.bodyId,
      review.id,
      review.subjectId,
      signOff.outcome,
      signOff.reasonCode,
      signOff.reasonText,
      signOff.isReasonShared,
      signOff.isQuotaOverridden,
      actor.userId,
      signOff.onBehalfOfId,
    ]);
    return id;
  }

  private addStep(
    tx: Transaction,
    actor: UserActor,
    review: Review,
    step: { kind: string; outcome: Outcome | null; note: string | null; onBehalfOfId: string | null },
  ): void {
    tx.write(INSERT_STEP, [
      newId(),
      review.conferenceId,
      review.id,
      step.kind,
      step.outcome,
      step.note,
      actor.userId,
      step.onBehalfOfId,
    ]);
  }

  private requireStage(review: Review, stage: 'REVIEW' | 'SIGN_OFF', otherwise: string): void {
    this.requireUndecided(review);
    if (review.stage !== stage) throw new Refusal('ACTION_UNAVAILABLE', otherwise);
  }

  private requireUndecided(review: Review): void {
    if (review.stage === 'RELEASE') {
      throw new Refusal('ACTION_UNAVAILABLE', 'This nomination is decided and waits for its release.', [], {
        state: 'DECIDED',
      });
    }
  }

  private promiseTimes(
    tx: Transaction,
    reviewId: string,
    conferenceId: string,
    plan: ApprovalPlan,
    stage: 'REVIEW' | 'SIGN_OFF',
    start: Date,
  ): void {
    const times = stageTimes(plan, stage, start);
    for (const runAt of times.remindAt)
      tx.enqueue(remindReview, { reviewId, stage }, { runAt, conferenceId });
    if (times.escalateAt !== null)
      tx.enqueue(escalateReview, { reviewId, stage }, { runAt: times.escalateAt, conferenceId });
  }
}
