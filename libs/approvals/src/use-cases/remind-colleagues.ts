import { Injectable } from '@nestjs/common';
import { isId, requireConferenceRole, type UserActor } from '#libs/kernel';
import { Commands, type Transaction, tryOut } from '#libs/platform';
import { StaffDirectory } from '#libs/access';
import { type NewMessage, Notifications } from '#libs/notifications';
import { type Claimable } from '../domain/claims.js';
import { type Reminding, remindingOf } from '../domain/reminding.js';
import { reviewReminder } from '../messages/review-reminder.message.js';
import { loadClaimable, loadColleagues, lockReviews } from '../persistence/claim.statements.js';
import { loadWaiting, loadToldToday, type WaitingReview } from '../persistence/reminder.statements.js';
import { REMINDER } from '../persistence/reminder.table.js';
import { ReviewSubjects } from '../review-subjects.js';

export interface ReminderRequest {
  readonly type: string;
  readonly conferenceId: string;
  readonly subjectIds: readonly string[];
  readonly isDryRun: boolean;
}

/** What became of one review, or would. NOBODY: all who could act are skipped. NOT_WAITING: it is decided, closed, or unknown. */
export interface RemindedReview extends Reminding {
  readonly subjectId: string;
  readonly outcome: 'REMINDED' | 'NOBODY' | 'NOT_WAITING';
}

/** Beyond all reminders of the plan: of these there is one a day for each person, and the day is its version. */
const BY_HAND = 1_000_000;
const DAY_MS = 86_400_000;
const ROLES = ['HOST_OFFICER', 'HOST_APPROVER', 'HOST_ADMINISTRATOR'] as const;

/** Reminds whoever still has to act on reviews, at a colleague's press. */
@Injectable()
export class RemindColleagues {
  constructor(
    private readonly commands: Commands,
    private readonly subjects: ReviewSubjects,
    private readonly staff: StaffDirectory,
    private readonly notifications: Notifications,
  ) {}

  /**
   * For officers, approvers and administrators. Nobody is reminded of a review twice on one day of the conference's zone, nor after
   * the plan has reminded them that day. Refuses NOT_FOUND and FORBIDDEN.
   */
  async run(
    actor: UserActor,
    key: string,
    { isDryRun, ...input }: ReminderRequest,
  ): Promise<readonly RemindedReview[]> {
    const remind = async (): Promise<readonly RemindedReview[]> => {
      const command = { operation: 'remindReviews', key, request: input };
      const { told } = await this.commands.run(actor, command, async (tx) => {
        requireConferenceRole(
          actor,
          input.conferenceId,
          ROLES,
          'Only officers, approvers and administrators of the host remind colleagues.',
        );
        return { told: JSON.stringify(await this.remind(tx, actor, input)) };
      });
      return JSON.parse(told) as RemindedReview[];
    };
    return isDryRun ? tryOut(remind) : remind();
  }

  private async remind(
    tx: Transaction,
    actor: UserActor,
    { type, conferenceId, ...input }: Omit<ReminderRequest, 'isDryRun'>,
  ): Promise<RemindedReview[]> {
    const subjectIds = [...new Set(input.subjectIds)];
    const of = { conferenceId, type, subjectIds: subjectIds.filter(isId) };
    // Two who press at once come one after the other, so that the second knows whom the first has reminded.
    await lockReviews(tx, of);
    const people = await this.staff.withRoles(tx, conferenceId, ['HOST_OFFICER', 'HOST_APPROVER']);
    const reviews = await loadClaimable(tx, of);
    const reviewIds = reviews.map(({ id }) => id);
    const [colleagues, waiting, told] = await Promise.all([
      loadColleagues(
        tx,
        conferenceId,
        people.map(({ userId }) => userId),
      ),
      loadWaiting(tx, reviewIds),
      loadToldToday(tx, reviewIds),
    ]);
    const found = new Map(reviews.map((review) => [review.subjectId, review]));
    const messages: NewMessage[] = [];
    const answers: RemindedReview[] = [];
    for (const subjectId of subjectIds) {
      const review = found.get(subjectId);
      const facts = review === undefined ? undefined : waiting.get(review.id);
      if (review === undefined || facts === undefined) {
        answers.push({ subjectId, outcome: 'NOT_WAITING', reminded: [], skipped: [] });
        continue;
      }
      const reminding = remindingOf(review, colleagues, {
        callerId: actor.userId,
        told: told.get(review.id) ?? new Set(),
      });
      const recipients = people.filter(({ userId }) => reminding.reminded.includes(userId));
      messages.push(...(await this.messages(tx, type, review, facts, recipients)));
      this.note(tx, actor, { type, conferenceId }, review, facts, reminding);
      answers.push({
        subjectId,
        outcome: reminding.reminded.length > 0 ? 'REMINDED' : 'NOBODY',
        ...reminding,
      });
    }
    await this.notifications.compose(tx, messages);
    return answers;
  }

  private note(
    tx: Transaction,
    actor: UserActor,
    { type, conferenceId }: { readonly type: string; readonly conferenceId: string },
    review: Claimable,
    { day }: WaitingReview,
    { reminded }: Reminding,
  ): void {
    if (reminded.length === 0) return;
    tx.insertAll(
      REMINDER,
      reminded.map((userId) => ({
        reviewId: review.id,
        userId,
        day,
        conferenceId,
        remindedBy: actor.userId,
      })),
    );
    tx.audit({
      conferenceId,
      action: `${type}.review-reminded`,
      subjectType: type,
      subjectId: review.subjectId,
      details: { count: reminded.length },
    });
  }

  private async messages(
    tx: Transaction,
    type: string,
    review: Claimable,
    { conferenceId, conferenceName, timeZone, bodyName, dueAt, day }: WaitingReview,
    recipients: readonly NewMessage['recipient'][],
  ): Promise<NewMessage[]> {
    if (recipients.length === 0) return [];
    const line = await this.subjects.of(type).line(tx, review.subjectId);
    if (line === undefined) return [];
    const version = BY_HAND + Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
    return recipients.map((recipient) => ({
      conferenceId,
      // The host's own business: the body must not see how its subject fares.
      bodyId: null,
      subject: { type: 'review', id: review.id, version },
      recipient,
      content: reviewReminder.with({
        conferenceName,
        personName: line.personName,
        bodyName,
        reference: line.reference,
        stage: review.stage,
        dueAt: dueAt.toISOString(),
        timeZone,
      }),
    }));
  }
}
