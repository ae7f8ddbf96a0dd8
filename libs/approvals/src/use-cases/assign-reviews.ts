import { Injectable } from '@nestjs/common';
import { isId, newId, Refusal, requireConferenceRole, type UserActor } from '#libs/kernel';
import { Commands, type Transaction, tryOut } from '#libs/platform';
import { StaffDirectory } from '#libs/access';
import { Notifications } from '#libs/notifications';
import { type Claimable, type Obstacles, type Spread, spreadReviews } from '../domain/claims.js';
import { MOST_LINES, reviewsAssigned } from '../messages/reviews-assigned.message.js';
import {
  END_CLAIMS,
  loadClaimable,
  loadColleagues,
  loadLoads,
  lockReviews,
} from '../persistence/claim.statements.js';
import { CLAIM } from '../persistence/claim.table.js';
import { ReviewSubjects } from '../review-subjects.js';

/** How many colleagues one request spreads reviews over. */
export const MOST_ASSIGNEES = 50;

/** What is asked for, checked by the subjects' own context, in whose words the API asks. */
export interface AssignmentRequest {
  readonly type: string;
  readonly conferenceId: string;
  readonly subjectIds: readonly string[];
  readonly assigneeIds: readonly string[];
  readonly isDryRun: boolean;
}

/** What became of one review of an assignment, or would. */
export interface Assigned {
  readonly subjectId: string;
  /** NOBODY: none of those chosen may take it. NOT_WAITING: it is decided, closed, or unknown. */
  readonly outcome: 'ASSIGNED' | 'KEPT' | 'NOBODY' | 'NOT_WAITING';
  readonly assigneeId: string | null;
  readonly obstacles: Obstacles;
}

/** How many reviews somebody was on, and how many they got. */
export interface Share {
  readonly userId: string;
  readonly before: number;
  readonly given: number;
}

export interface Assignment {
  readonly reviews: readonly Assigned[];
  readonly shares: readonly Share[];
}

/** Gives reviews to colleagues, one or many to one or several, evenly by what each is on already. */
@Injectable()
export class AssignReviews {
  constructor(
    private readonly commands: Commands,
    private readonly subjects: ReviewSubjects,
    private readonly staff: StaffDirectory,
    private readonly notifications: Notifications,
  ) {}

  /**
   * For officers and administrators. Whoever may not take a review is skipped with the reason; who is on one already and is not
   * among the chosen is relieved. Each who gets some hears of all in one mail, but of one's own giving. Refuses NOT_FOUND, FORBIDDEN and
   * INVALID_INPUT.
   */
  async run(actor: UserActor, key: string, { isDryRun, ...input }: AssignmentRequest): Promise<Assignment> {
    const { conferenceId } = input;
    const assign = async (): Promise<Assignment> => {
      const command = { operation: 'assignReviews', key, request: input };
      const { told } = await this.commands.run(actor, command, async (tx) => {
        requireConferenceRole(
          actor,
          conferenceId,
          ['HOST_OFFICER', 'HOST_ADMINISTRATOR'],
          'Only officers and administrators of the host assign reviews.',
        );
        return { told: JSON.stringify(await this.assign(tx, actor, input)) };
      });
      return JSON.parse(told) as Assignment;
    };
    return isDryRun ? tryOut(assign) : assign();
  }

  private async assign(
    tx: Transaction,
    actor: UserActor,
    input: Omit<AssignmentRequest, 'isDryRun'>,
  ): Promise<Assignment> {
    const { conferenceId, type } = input;
    const subjectIds = [...new Set(input.subjectIds)];
    const assigneeIds = [...new Set(input.assigneeIds)];
    const of = { conferenceId, type, subjectIds: subjectIds.filter(isId) };
    const colleagues = await loadColleagues(tx, conferenceId, assigneeIds);
    if (colleagues.length < assigneeIds.length)
      throw new Refusal('INVALID_INPUT', 'Choose officers or approvers of the host.', [
        'input',
        'assigneeIds',
      ]);
    await lockReviews(tx, of);
    const [reviews, loads] = await Promise.all([
      loadClaimable(tx, of),
      loadLoads(tx, conferenceId, assigneeIds),
    ]);
    const inOrder = new Map(reviews.map((review) => [review.subjectId, review]));
    const waiting = subjectIds.flatMap((id) => inOrder.get(id) ?? []);
    const spread = spreadReviews(waiting, colleagues, loads);
    const given = waiting.flatMap((review) => {
      const { userId, isKept } = spread.get(review.subjectId) ?? NOBODY;
      return userId === null || isKept ? [] : [{ review, userId }];
    });
    this.write(tx, actor, { conferenceId, type }, given);
    await this.tell(tx, actor, { conferenceId, type }, given);
    return {
      reviews: subjectIds.map((id) => assignedOf(id, spread.get(id))),
      shares: assigneeIds.map((userId) => ({
        userId,
        before: loads.get(userId) ?? 0,
        given: given.filter((one) => one.userId === userId).length,
      })),
    };
  }

  private write(
    tx: Transaction,
    actor: UserActor,
    { conferenceId, type }: Of,
    given: readonly Given[],
  ): void {
    if (given.length === 0) return;
    tx.write(END_CLAIMS, [given.map(({ review }) => review.id)]);
    tx.insertAll(
      CLAIM,
      given.map(({ review, userId }) => ({
        id: newId(),
        conferenceId,
        reviewId: review.id,
        stageRound: review.round,
        userId,
        assignedBy: actor.userId,
      })),
    );
    for (const { review, userId } of given) {
      tx.audit({
        conferenceId,
        action: `${type}.review-assigned`,
        subjectType: type,
        subjectId: review.subjectId,
        details: { assigneeId: userId },
      });
    }
  }

  /** One mail for each who got some, whoever has given them; nobody is written to of what they have given themselves. */
  private async tell(
    tx: Transaction,
    actor: UserActor,
    { conferenceId, type }: Of,
    given: readonly Given[],
  ): Promise<void> {
    const told = given.filter(({ userId }) => userId !== actor.userId);
    if (told.length === 0) return;
    const people = await this.staff.withRoles(tx, conferenceId, [
      'HOST_OFFICER',
      'HOST_APPROVER',
      'HOST_ADMINISTRATOR',
    ]);
    const assignedBy = people.find(({ userId }) => userId === actor.userId)?.name ?? '';
    const assignmentId = newId();
    const subject = this.subjects.of(type);
    const recipients = people.filter((person) => told.some(({ userId }) => userId === person.userId));
    const messages = recipients.map(async (recipient) => {
      const own = told.filter(({ userId }) => userId === recipient.userId);
      const lines = await Promise.all(
        own.slice(0, MOST_LINES).map(async ({ review }) => {
          const line = await subject.line(tx, review.subjectId);
          return line === undefined ? [] : [{ ...line, stage: review.stage }];
        }),
      );
      return {
        conferenceId,
        // The host's own business: the body must not see how its subject fares.
        bodyId: null,
        subject: { type: 'review-assignment', id: assignmentId, version: 1 },
        recipient,
        content: reviewsAssigned.with({
          assignedBy,
          count: own.length,
          reviews: lines.flat(),
        }),
      };
    });
    await this.notifications.compose(tx, await Promise.all(messages));
  }
}

interface Of {
  readonly conferenceId: string;
  readonly type: string;
}
interface Given {
  readonly review: Claimable;
  readonly userId: string;
}
const NOBODY: Spread = { userId: null, isKept: false, obstacles: [] };

function assignedOf(subjectId: string, spread: Spread | undefined): Assigned {
  if (spread === undefined) return { subjectId, outcome: 'NOT_WAITING', assigneeId: null, obstacles: [] };
  const { userId, isKept, obstacles } = spread;
  const outcome = userId === null ? 'NOBODY' : isKept ? 'KEPT' : 'ASSIGNED';
  return { subjectId, outcome, assigneeId: userId, obstacles };
}
