import { Injectable } from '@nestjs/common';
import { parseInput, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { type Review, ReviewDesk } from '#libs/approvals';
import { BodyNotices } from '../notices/body-notices.js';
import { returnNominationInput } from '../domain/nomination.js';
import { loadForAction, type NominationRecord, reviewOf } from '../persistence/nomination-record.js';
import { RETURN_NOMINATION } from '../persistence/nomination.statements.js';
import { afterDue, lapseUnanswered, remindAnswer } from '../nominations.jobs.js';
import { announceChange } from '../nominations.topics.js';

const HOUR_MS = 3_600_000;

/**
 * Sends a nomination back to its body with a question. It keeps its place until it is answered or withdrawn, or until the
 * time that the conference's plan gives for the answer is over.
 */
@Injectable()
export class ReturnNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly notices: BodyNotices,
  ) {}

  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(returnNominationInput, raw);
    return this.commands.run(
      actor,
      { operation: 'returnNomination', key, request: [id, raw] },
      async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'RETURN',
        });
        const { conferenceId, bodyId } = nomination;
        const review = reviewOf(nomination);
        this.desk.return(tx, actor, review, input.question);
        const dueAt = await this.move(tx, nomination, review, input.question);
        await this.notices.returned(tx, nomination, { question: input.question, dueAt });
        tx.audit({
          conferenceId,
          bodyId,
          action: 'nomination.returned',
          subjectType: 'nomination',
          subjectId: id,
          remark: input.question,
        });
        announceChange(tx, nomination, 'everybody');
        return { id };
      },
    );
  }

  /** By the database's clock; null where the conference's plan sets no end. */
  private async move(
    tx: Transaction,
    { id, conferenceId }: NominationRecord,
    { id: reviewId, plan: { returned } }: Review,
    question: string,
  ): Promise<Date | null> {
    const [row] = await tx.query<{ answer_due_at: Date | null }>(RETURN_NOMINATION, [
      id,
      question,
      returned?.dueHours ?? null,
    ]);
    const dueAt = row?.answer_due_at ?? null;
    if (returned === null || dueAt === null) return null;
    const passage = { nominationId: id, reviewId };
    for (const hoursBefore of returned.remindBeforeHours.filter((hours) => hours < returned.dueHours)) {
      const runAt = new Date(dueAt.getTime() - hoursBefore * HOUR_MS);
      tx.enqueue(remindAnswer, { ...passage, hoursBefore }, { conferenceId, runAt });
    }
    tx.enqueue(lapseUnanswered, passage, { conferenceId, runAt: afterDue(dueAt) });
    return dueAt;
  }
}
