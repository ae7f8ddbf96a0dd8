import { Injectable } from '@nestjs/common';
import { type Actor, type Role } from '#libs/kernel';
import { type JobDefinition, JobHandler, type Transaction, UnitOfWork } from '#libs/platform';
import { StaffDirectory, type StaffMember } from '#libs/access';
import { type NewMessage, Notifications } from '#libs/notifications';
import { escalateReview, remindReview } from '../approvals.jobs.js';
import { reviewEscalation } from '../messages/review-escalation.message.js';
import { reviewReminder } from '../messages/review-reminder.message.js';
import { NOTE_REMINDED } from '../persistence/reminder.statements.js';
import { ReviewSubjects, type SubjectLine } from '../review-subjects.js';

interface Waiting extends Record<string, unknown> {
  conference_id: string;
  conference_name: string;
  time_zone: string;
  subject_type: string;
  subject_id: string;
  body_name: string;
  due_at: Date;
  /** Whoever is not asked any more, or may not answer: by what they have said at this stage, or done before it. */
  not_asked: string[];
}

interface Payload {
  readonly reviewId: string;
  readonly stage: 'REVIEW' | 'SIGN_OFF';
  readonly round: number;
}

const STILL_WAITS = `SELECT r.conference_id, c.name AS conference_name, c.time_zone, r.subject_type, r.subject_id,
    b.name AS body_name, r.due_at, CASE r.stage WHEN 'REVIEW' THEN r.recommended_by || array_remove(ARRAY[r.created_by], NULL)
      ELSE r.recommended_by || r.involved_before || r.signed_off_by || array_remove(ARRAY[r.created_by, r.last_edited_by], NULL) END AS not_asked
  FROM approvals.review r
  JOIN conference.body b ON b.id = r.body_id
  JOIN conference.conference c ON c.id = r.conference_id
  WHERE r.id = $1 AND r.stage = $2 AND r.stage_round = $3 AND r.closed_at IS NULL FOR NO KEY UPDATE OF r`;
const ESCALATED = 'UPDATE approvals.review SET escalated_at = clock_timestamp() WHERE id = $1';
const ACTOR: Actor = { kind: 'system', task: 'review-reminders' };
const WHO_CAN_ACT: Record<Payload['stage'], Role> = { REVIEW: 'HOST_OFFICER', SIGN_OFF: 'HOST_APPROVER' };

/** Beyond the number of reminders that a plan may have. */
const REMINDERS_IN_ROUND = 10;

/** Tells people that a stage waits. A second run for the same hour of the same round sends nothing. */
abstract class ReviewNotice<Asked extends Payload> extends JobHandler<Asked> {
  constructor(
    protected readonly unitOfWork: UnitOfWork,
    protected readonly notifications: Notifications,
    protected readonly staff: StaffDirectory,
    private readonly subjects: ReviewSubjects,
  ) {
    super();
  }

  protected abstract readonly told: typeof reviewReminder;
  protected abstract recipients(
    tx: Transaction,
    waiting: Waiting,
    stage: Payload['stage'],
  ): ReturnType<StaffDirectory['withRoles']>;
  protected abstract noted(
    tx: Transaction,
    payload: Asked,
    waiting: Waiting,
    people: readonly StaffMember[],
  ): void;

  /** Which of the messages of its kind this is, of all that a round may have. */
  protected abstract ordinal(payload: Asked): number;

  async handle(payload: Asked): Promise<void> {
    const { reviewId, stage, round } = payload;
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [waiting] = await tx.query<Waiting>(STILL_WAITS, [reviewId, stage, round]);
      if (waiting === undefined) return;
      const line = await this.subjects.of(waiting.subject_type).line(tx, waiting.subject_id);
      if (line === undefined) return;
      const people = await this.recipients(tx, waiting, stage);
      await this.notifications.compose(
        tx,
        people.map((recipient) => this.message(payload, { ...waiting, ...line }, recipient)),
      );
      this.noted(tx, payload, waiting, people);
    });
  }

  private message(
    payload: Asked,
    waiting: Waiting & SubjectLine,
    recipient: NewMessage['recipient'],
  ): NewMessage {
    const { reviewId, stage, round } = payload;
    return {
      conferenceId: waiting.conference_id,
      // The host's own business: the body must not see how its subject fares.
      bodyId: null,
      subject: { type: 'review', id: reviewId, version: round * REMINDERS_IN_ROUND + this.ordinal(payload) },
      recipient,
      content: this.told.with({
        conferenceName: waiting.conference_name,
        personName: waiting.personName,
        bodyName: waiting.body_name,
        reference: waiting.reference,
        stage,
        dueAt: waiting.due_at.toISOString(),
        timeZone: waiting.time_zone,
      }),
    };
  }
}

type Reminder = Payload & { readonly reminder: number };

/** Reminds those who can act before a stage is due; not those who have spoken on it, and not those who may not. */
@Injectable()
export class RemindReview extends ReviewNotice<Reminder> {
  readonly job: JobDefinition<Reminder> = remindReview;
  protected readonly told = reviewReminder;

  constructor(
    unitOfWork: UnitOfWork,
    notifications: Notifications,
    staff: StaffDirectory,
    subjects: ReviewSubjects,
  ) {
    super(unitOfWork, notifications, staff, subjects);
  }

  protected ordinal({ reminder }: Reminder): number {
    return reminder;
  }

  protected async recipients(tx: Transaction, waiting: Waiting, stage: Payload['stage']) {
    const people = await this.staff.withRoles(tx, waiting.conference_id, [WHO_CAN_ACT[stage]]);
    return people.filter(({ userId }) => !waiting.not_asked.includes(userId));
  }

  /** Whom the plan has reminded, no colleague reminds on the same day. */
  protected noted(
    tx: Transaction,
    { reviewId }: Reminder,
    { conference_id }: Waiting,
    people: readonly StaffMember[],
  ): void {
    tx.write(NOTE_REMINDED, [reviewId, people.map(({ userId }) => userId), conference_id]);
  }
}

/** Tells the administrators that a stage is overdue. */
@Injectable()
export class EscalateReview extends ReviewNotice<Payload> {
  readonly job: JobDefinition<Payload> = escalateReview;
  protected readonly told = reviewEscalation;

  constructor(
    unitOfWork: UnitOfWork,
    notifications: Notifications,
    staff: StaffDirectory,
    subjects: ReviewSubjects,
  ) {
    super(unitOfWork, notifications, staff, subjects);
  }

  protected ordinal(): number {
    return 0;
  }

  protected recipients(tx: Transaction, waiting: Waiting) {
    return this.staff.withRoles(tx, waiting.conference_id, ['HOST_ADMINISTRATOR']);
  }

  protected noted(tx: Transaction, { reviewId }: Payload): void {
    tx.write(ESCALATED, [reviewId]);
  }
}
