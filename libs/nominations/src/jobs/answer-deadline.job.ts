import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { BodyNotices } from '../notices/body-notices.js';
import { afterDue, lapseUnanswered, remindAnswer } from '../nominations.jobs.js';
import { loadUnansweredQuestion } from '../persistence/unanswered-question.js';
import { Lapse } from '../use-cases/lapse.js';

const ACTOR: Actor = { kind: 'system', task: 'answer-deadline' };

/** Reminds the coordinators of a body that the host waits for their answer. */
@Injectable()
export class RemindAnswer extends JobHandler<z.output<typeof remindAnswer.payload>> {
  readonly job = remindAnswer;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: BodyNotices,
  ) {
    super();
  }

  async handle(payload: z.output<typeof remindAnswer.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const waiting = await loadUnansweredQuestion(tx, payload);
      if (waiting === undefined || waiting.dueAt === null || waiting.isOver) return;
      await this.notices.answerDue(tx, waiting, { ...payload, dueAt: waiting.dueAt });
    });
  }
}

/** Lets a nomination lapse whose body has not answered in time: it does not hold its place for ever. */
@Injectable()
export class LapseUnanswered extends JobHandler<z.output<typeof lapseUnanswered.payload>> {
  readonly job = lapseUnanswered;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lapse: Lapse,
  ) {
    super();
  }

  async handle(payload: z.output<typeof lapseUnanswered.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const waiting = await loadUnansweredQuestion(tx, payload);
      if (waiting === undefined || waiting.dueAt === null) return;
      if (waiting.isOver) {
        await this.lapse.run(tx, waiting, 'UNANSWERED');
        return;
      }
      // Early, by a queue's clock or because the time was put off: it comes again when it is due.
      const { conferenceId } = waiting;
      tx.enqueue(lapseUnanswered, payload, { conferenceId, runAt: afterDue(waiting.dueAt) });
    });
  }
}
