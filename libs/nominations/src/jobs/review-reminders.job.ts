import { Injectable } from '@nestjs/common';
import { type Actor, type Role } from '#libs/kernel';
import { type JobDefinition, JobHandler, type Transaction, UnitOfWork } from '#libs/platform';
import { StaffDirectory } from '#libs/access';
import { escalateReview, remindReview } from '#libs/approvals';
import { type NewMessage, Notifications } from '#libs/notifications';

interface Waiting extends Record<string, unknown> {
  conference_id: string;
  conference_name: string;
  time_zone: string;
  nomination_id: string;
  reference: string;
  person_name: string;
  body_name: string;
  due_at: Date;
  recommended_by: string[];
}

interface Payload {
  readonly reviewId: string;
  readonly stage: 'REVIEW' | 'SIGN_OFF';
}

const STILL_WAITS = `SELECT r.conference_id, c.name AS conference_name, c.time_zone, n.id AS nomination_id, n.reference, p.name AS person_name,
    b.name AS body_name, r.due_at, r.recommended_by
  FROM approvals.review r
  JOIN nominations.nomination n ON n.id = r.subject_id
  JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.body b ON b.id = n.body_id
  JOIN conference.conference c ON c.id = r.conference_id
  WHERE r.id = $1 AND r.stage = $2 AND r.closed_at IS NULL FOR NO KEY UPDATE OF r`;
const ESCALATED = 'UPDATE approvals.review SET escalated_at = clock_timestamp() WHERE id = $1';
const ACTOR: Actor = { kind: 'system', task: 'review-reminders' };
const WHO_CAN_ACT: Record<Payload['stage'], Role> = { REVIEW: 'HOST_OFFICER', SIGN_OFF: 'HOST_APPROVER' };

/** Tells people that a stage waits. Messages are unique per kind, review, stage and person, so a second run sends nothing. */
abstract class ReviewNotice extends JobHandler<Payload> {
  constructor(
    protected readonly unitOfWork: UnitOfWork,
    protected readonly notifications: Notifications,
    protected readonly staff: StaffDirectory,
  ) {
    super();
  }

  protected abstract readonly kind: 'REVIEW_REMINDER' | 'REVIEW_ESCALATION';
  protected abstract recipients(
    tx: Transaction,
    waiting: Waiting,
    stage: Payload['stage'],
  ): ReturnType<StaffDirectory['withRoles']>;
  protected abstract noted(tx: Transaction, reviewId: string): void;

  async handle({ reviewId, stage }: Payload): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [waiting] = await tx.query<Waiting>(STILL_WAITS, [reviewId, stage]);
      if (waiting === undefined) return;
      const people = await this.recipients(tx, waiting, stage);
      await this.notifications.compose(
        tx,
        people.map((recipient) => this.message(reviewId, stage, waiting, recipient)),
      );
      this.noted(tx, reviewId);
    });
  }

  private message(
    reviewId: string,
    stage: Payload['stage'],
    waiting: Waiting,
    recipient: NewMessage['recipient'],
  ): NewMessage {
    return {
      kind: this.kind,
      conferenceId: waiting.conference_id,
      // The host's own business: the body must not see how its nomination fares.
      bodyId: null,
      nominationId: null,
      subject: { type: 'review', id: reviewId, version: stage === 'REVIEW' ? 1 : 2 },
      recipient,
      params: {
        conferenceName: waiting.conference_name,
        personName: waiting.person_name,
        bodyName: waiting.body_name,
        reference: waiting.reference,
        stage,
        dueAt: waiting.due_at.toISOString(),
        timeZone: waiting.time_zone,
      },
    };
  }
}

/** Reminds those who can act before a stage is due; not those who have recommended, for they may not sign off. */
@Injectable()
export class RemindReview extends ReviewNotice {
  readonly job: JobDefinition<Payload> = remindReview;
  protected readonly kind = 'REVIEW_REMINDER';

  constructor(unitOfWork: UnitOfWork, notifications: Notifications, staff: StaffDirectory) {
    super(unitOfWork, notifications, staff);
  }

  protected async recipients(tx: Transaction, waiting: Waiting, stage: Payload['stage']) {
    const people = await this.staff.withRoles(tx, waiting.conference_id, [WHO_CAN_ACT[stage]]);
    return people.filter(({ userId }) => !waiting.recommended_by.includes(userId));
  }

  protected noted(): void {
    // A reminder changes nothing on the review.
  }
}

/** Tells the administrators that a stage is overdue. */
@Injectable()
export class EscalateReview extends ReviewNotice {
  readonly job: JobDefinition<Payload> = escalateReview;
  protected readonly kind = 'REVIEW_ESCALATION';

  constructor(unitOfWork: UnitOfWork, notifications: Notifications, staff: StaffDirectory) {
    super(unitOfWork, notifications, staff);
  }

  protected recipients(tx: Transaction, waiting: Waiting) {
    return this.staff.withRoles(tx, waiting.conference_id, ['HOST_ADMINISTRATOR']);
  }

  protected noted(tx: Transaction, reviewId: string): void {
    tx.write(ESCALATED, [reviewId]);
  }
}
