import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { lapseSubject, ReviewDesk } from '#libs/approvals';
import { nominationLifecycle } from '../domain/nomination.lifecycle.js';
import { loadNomination } from '../persistence/nomination-record.js';
import { Lapse } from '../use-cases/lapse.js';

const ACTOR: Actor = { kind: 'system', task: 'lapse-nomination' };

/** Lets a nomination lapse that nobody has decided in time; whatever has moved on since is left alone. */
@Injectable()
export class LapseNomination extends JobHandler<{ reviewId: string; subjectId: string }> {
  readonly job = lapseSubject;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly desk: ReviewDesk,
    private readonly lapse: Lapse,
  ) {
    super();
  }

  async handle({ reviewId, subjectId }: { reviewId: string; subjectId: string }): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const nomination = await loadNomination(tx, this.desk, subjectId);
      if (nomination === undefined || nomination.review?.id !== reviewId) return;
      if (nominationLifecycle.next(nomination.state, 'LAPSE') === undefined) return;
      this.desk.close(tx, subjectId, 'LAPSED');
      await this.lapse.run(tx, { ...nomination, personName: nomination.person.name }, 'UNDECIDED');
    });
  }
}
