import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { lapseSubject, ReviewDesk } from '#libs/approvals';
import { nominationLifecycle } from '../domain/nomination.lifecycle.js';
import { loadNomination } from '../persistence/nomination-record.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { announceChange } from '../nominations.topics.js';

const ACTOR: Actor = { kind: 'system', task: 'lapse-nomination' };

/** Lets a nomination lapse that nobody has decided in time; whatever has moved on since is left alone. */
@Injectable()
export class LapseNomination extends JobHandler<{ reviewId: string; subjectId: string }> {
  readonly job = lapseSubject;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly desk: ReviewDesk,
  ) {
    super();
  }

  async handle({ reviewId, subjectId }: { reviewId: string; subjectId: string }): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const nomination = await loadNomination(tx, this.desk, subjectId);
      if (nomination === undefined || nomination.review?.id !== reviewId) return;
      if (nominationLifecycle.next(nomination.state, 'LAPSE') === undefined) return;
      const { conferenceId, bodyId, constituencyId } = nomination;
      tx.write(MOVE_NOMINATION, [subjectId, 'LAPSED', null]);
      this.desk.close(tx, subjectId, 'LAPSED');
      moveQuota(tx, { bodyId, constituencyId, nominationId: subjectId }, 'RELEASE_HOLD', 'Lapsed');
      tx.audit({ conferenceId, bodyId, action: 'nomination.lapsed', subjectType: 'nomination', subjectId });
      announceChange(tx, nomination, 'everybody');
    });
  }
}
