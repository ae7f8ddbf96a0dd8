import { Injectable } from '@nestjs/common';
import { prose } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type Review, ReviewDesk } from '#libs/approvals';
import { BodyNotices } from '../notices/body-notices.js';
import { type NominationRecord, reviewOf } from '../persistence/nomination-record.js';
import { RETURN_NOMINATION } from '../persistence/nomination.statements.js';
import { afterDue, lapseUnanswered, remindAnswer } from '../nominations.jobs.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

const HOUR_MS = 3_600_000;

export const returnNomination = nominationAct({
  name: 'returnNomination',
  description: 'Sends a nomination back to its body with a question',
  action: 'RETURN',
  many: { description: 'Sends nominations back to their bodies with one question' },
  input: { question: prose(5_000).describe('What the body is asked, at most 5,000 characters') },
  example: { question: 'Why this person?' },
  fact: { action: 'nomination.returned' },
});

/**
 * Sends a nomination back to its body with a question. It keeps its place until it is answered or withdrawn, or until the
 * time that the conference's plan gives for the answer is over.
 */
@Injectable()
export class ReturnNomination {
  static readonly act = returnNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
    private readonly notices: BodyNotices,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(returnNomination, call, async ({ tx, actor, nomination, input: { question } }) => {
      const review = reviewOf(nomination);
      this.desk.return(tx, actor, review, question);
      const dueAt = await this.move(tx, nomination, review, question);
      await this.notices.returned(tx, nomination, { question, dueAt });
      return { remark: question };
    });
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
