import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal, type UserActor } from '#libs/kernel';
import { NOW, type Transaction } from '#libs/platform';
import { type ApprovalPlan, lapseTime, stagePlanOf, stageTimes } from '../domain/approval-plan.js';
import { escalateReview, lapseSubject, remindReview } from '../approvals.jobs.js';
import { type Outcome } from '../domain/outcome.js';
import {
  conflictOfEdit,
  conflictOfRecommendation,
  type ReasonCode,
  requireReason,
  refusedByConflict,
  requireSeparateDuties,
  type Review,
} from '../domain/review.js';
import {
  agreeing,
  type NewSignOff,
  peopleIn,
  type StandingSignOff,
  signOffReplacedBy,
} from '../domain/sign-offs.js';
import {
  CLOSE_REVIEW,
  loadOpenReview,
  MOVE_STAGE,
  RECORD_EDIT,
  VOID_SIGN_OFFS,
} from '../persistence/review.statements.js';
import { DECISION, REVIEW, STEP } from '../persistence/review.table.js';

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

/** How far a recommendation or sign-off has come: how many now agree with it, this one included, and how many have to. */
export interface Quorum {
  readonly agreeing: number;
  readonly needed: number;
  readonly isEnough: boolean;
  /** What the same person said before, where they have changed their mind. */
  readonly insteadOf: Outcome | null;
}

type StepKind = StandingSignOff['kind'] | 'RETURN' | 'REOPEN';

/** A recommendation or signature as it is recorded. */
interface Said extends NewSignOff {
  readonly kind: StandingSignOff['kind'];
  readonly note: string | null;
  readonly reasonCode: ReasonCode | null;
  readonly isReasonShared: boolean;
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
    tx.insert(REVIEW, {
      ...review,
      id,
      stage: 'REVIEW',
      dueAt: stageTimes(review.plan, 'REVIEW', now).dueAt,
    });
    this.promiseTimes(tx, { ...review, id, round: 0 }, 'REVIEW', now);
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

  /** Ends the review without a decision (returned, withdrawn, superseded, lapsed); an unreleased decision falls with it. */
  close(tx: Transaction, subjectId: string, as: 'RETURNED' | 'WITHDRAWN' | 'SUPERSEDED' | 'LAPSED'): void {
    tx.write(CLOSE_REVIEW, [subjectId, as]);
  }

  /**
   * Records that the actor has edited the subject in the middle of its passage, or after it: from now on it is theirs to
   * sign off or promote no more, nor that of whoever edited it before. Refuses SEPARATION_OF_DUTIES whose signature stands.
   */
  recordEdit(tx: Transaction, actor: UserActor, subjectId: string, review: Review | undefined): void {
    const signatures = (review?.signOffs ?? []).filter(({ kind }) => kind === 'SIGN_OFF');
    const conflict = conflictOfEdit(actor.userId, { signedOffBy: peopleIn(signatures) });
    if (review !== undefined && conflict !== undefined) throw refusedByConflict(conflict, review.subjectType);
    tx.write(RECORD_EDIT, [subjectId]);
  }

  /**
   * Records a recommendation; when enough officers agree, the review moves on to sign-off with theirs. Refuses
   * SEPARATION_OF_DUTIES whoever made the subject.
   */
  recommend(
    tx: Transaction,
    actor: UserActor,
    review: Review,
    recommendation: Outcome,
    note: string | null,
  ): Quorum {
    this.requireStage(
      review,
      'REVIEW',
      `This ${review.subjectType} has been recommended already; it waits for sign-off.`,
    );
    const conflict = conflictOfRecommendation(actor.userId, review);
    if (conflict !== undefined) throw refusedByConflict(conflict, review.subjectType);
    const said = {
      kind: 'RECOMMEND',
      outcome: recommendation,
      note,
      byId: actor.userId,
      onBehalfOfId: null,
      reasonCode: null,
      isReasonShared: true,
      isQuotaOverridden: false,
    } as const;
    const { quorum } = this.record(tx, review, said);
    const now = this.clock.now();
    const { dueAt } = stageTimes(review.plan, 'SIGN_OFF', now);
    tx.write(MOVE_STAGE, [
      review.id,
      quorum.isEnough ? 'SIGN_OFF' : 'REVIEW',
      quorum.isEnough ? dueAt : null,
      quorum.isEnough ? recommendation : null,
      [...new Set([...review.recommendedBy, actor.userId])],
      [],
    ]);
    if (quorum.isEnough) this.promiseTimes(tx, review, 'SIGN_OFF', now);
    return quorum;
  }

  /** Records the host's question and ends this passage. */
  return(tx: Transaction, actor: UserActor, review: Review, question: string): void {
    this.requireUndecided(review);
    this.addStep(tx, review, remark('RETURN', actor, question));
    this.close(tx, review.subjectId, 'RETURNED');
  }

  /**
   * Records an approver's sign-off; when enough of them agree, the decision stands. One that differs is kept beside the
   * others and counts for its own outcome; whoever gave one may change it until then. Refuses ALREADY_DECIDED,
   * SEPARATION_OF_DUTIES, REASON_REQUIRED, and ACTION_UNAVAILABLE what would count one person twice.
   */
  signOff(tx: Transaction, actor: UserActor, review: Review, signOff: SignOff): Quorum {
    if (review.stage === 'RELEASE')
      throw new Refusal('ALREADY_DECIDED', `Somebody has decided this ${review.subjectType} already.`);
    this.requireStage(review, 'SIGN_OFF', 'An officer has to recommend first; then it can be signed off.');
    requireReason(signOff);
    requireSeparateDuties(actor, signOff.onBehalfOfId, review);
    const said = { ...signOff, kind: 'SIGN_OFF', note: signOff.reasonText, byId: actor.userId } as const;
    const { quorum, signOffs } = this.record(tx, review, said);
    tx.write(MOVE_STAGE, [
      review.id,
      quorum.isEnough ? 'RELEASE' : 'SIGN_OFF',
      null,
      null,
      review.recommendedBy,
      peopleIn(signOffs),
    ]);
    // The reason is the last approver's; the body is told of it only if nobody who agrees wants to keep theirs.
    if (quorum.isEnough) {
      const isReasonShared = agreeing(signOffs, said).every((one) => one.isReasonShared);
      this.decide(tx, actor, review, { ...signOff, isReasonShared });
    }
    return quorum;
  }

  /** Takes an unreleased decision back: the review waits for sign-off again. */
  reopen(tx: Transaction, actor: UserActor, review: Review, reason: string): void {
    if (review.stage !== 'RELEASE')
      throw new Refusal('ACTION_UNAVAILABLE', 'There is no decision to take back.');
    this.addStep(tx, review, remark('REOPEN', actor, reason));
    const now = this.clock.now();
    tx.write(VOID_SIGN_OFFS, [review.id, stageTimes(review.plan, 'SIGN_OFF', now).dueAt]);
    this.promiseTimes(tx, review, 'SIGN_OFF', now);
  }

  /** Records what was said, in the place of what the same person said before. `signOffs`: all of the stage that stand now. */
  private record(
    tx: Transaction,
    review: Review,
    said: Said,
  ): { quorum: Quorum; signOffs: readonly StandingSignOff[] } {
    const standing = review.signOffs.filter(({ kind }) => kind === said.kind);
    const replaced = signOffReplacedBy(said, standing);
    if (replaced !== undefined) tx.update(STEP, replaced.stepId, { voidedAt: NOW });
    const stepId = this.addStep(tx, review, said);
    const signOffs = [...standing.filter((signOff) => signOff !== replaced), { ...said, stepId }];
    const count = agreeing(signOffs, said).length;
    const needed = stagePlanOf(review.plan, said.kind === 'RECOMMEND' ? 'REVIEW' : 'SIGN_OFF').quorum;
    const quorum = {
      agreeing: count,
      needed,
      isEnough: count >= needed,
      insteadOf: replaced?.outcome ?? null,
    };
    return { quorum, signOffs };
  }

  private decide(tx: Transaction, actor: UserActor, review: Review, signOff: SignOff): void {
    tx.insert(DECISION, {
      // Not one of ours, which begin with the time: the body reads this id, and not when the decision fell.
      id: randomUUID(),
      conferenceId: review.conferenceId,
      bodyId: review.bodyId,
      reviewId: review.id,
      subjectId: review.subjectId,
      outcome: signOff.outcome,
      reasonCode: signOff.reasonCode,
      reasonText: signOff.reasonText,
      isReasonShared: signOff.isReasonShared,
      isQuotaOverridden: signOff.isQuotaOverridden,
      decidedBy: actor.userId,
      onBehalfOf: signOff.onBehalfOfId,
    });
  }

  private addStep(
    tx: Transaction,
    review: Review,
    step: Omit<Said, 'kind' | 'outcome'> & { readonly kind: StepKind; readonly outcome: Outcome | null },
  ): string {
    const id = newId();
    tx.insert(STEP, {
      id,
      conferenceId: review.conferenceId,
      reviewId: review.id,
      kind: step.kind,
      outcome: step.outcome,
      note: step.note,
      byUser: step.byId,
      onBehalfOf: step.onBehalfOfId,
      reasonCode: step.reasonCode,
      isReasonShared: step.isReasonShared,
      isQuotaOverridden: step.isQuotaOverridden,
    });
    return id;
  }

  private requireStage(review: Review, stage: 'REVIEW' | 'SIGN_OFF', otherwise: string): void {
    this.requireUndecided(review);
    if (review.stage !== stage) throw new Refusal('ACTION_UNAVAILABLE', otherwise);
  }

  private requireUndecided(review: Review): void {
    if (review.stage === 'RELEASE') {
      throw new Refusal(
        'ACTION_UNAVAILABLE',
        `This ${review.subjectType} is decided and waits for its release.`,
        [],
        {
          state: 'DECIDED',
        },
      );
    }
  }

  /** Promises the reminders and the escalation of a stage that the review now enters. */
  private promiseTimes(
    tx: Transaction,
    { id: reviewId, conferenceId, plan, round }: Pick<Review, 'id' | 'conferenceId' | 'plan' | 'round'>,
    stage: 'REVIEW' | 'SIGN_OFF',
    start: Date,
  ): void {
    const times = stageTimes(plan, stage, start);
    const payload = { reviewId, stage, round: round + 1 };
    for (const [reminder, runAt] of times.remindAt.entries())
      tx.enqueue(remindReview, { ...payload, reminder }, { runAt, conferenceId });
    if (times.escalateAt !== null)
      tx.enqueue(escalateReview, payload, { runAt: times.escalateAt, conferenceId });
  }
}

/** A step that counts for no outcome: it has words, and nothing to count. */
const remark = (kind: StepKind, actor: UserActor, note: string) => ({
  kind,
  outcome: null,
  note,
  byId: actor.userId,
  onBehalfOfId: null,
  reasonCode: null,
  isReasonShared: true,
  isQuotaOverridden: false,
});
