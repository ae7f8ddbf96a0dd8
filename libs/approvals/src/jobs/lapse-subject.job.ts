import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { lapseSubject } from '../approvals.jobs.js';
import { ReviewSubjects } from '../review-subjects.js';
import { ReviewDesk } from '../use-cases/review-desk.js';

const ACTOR: Actor = { kind: 'system', task: 'lapse-subject' };
// Without a lock: the subject is locked before its review.
const TYPE = 'SELECT subject_type AS type FROM approvals.review WHERE id = $1 AND closed_at IS NULL';

/** Lets a subject lapse that nobody has decided in time. */
@Injectable()
export class LapseSubject extends JobHandler<z.output<typeof lapseSubject.payload>> {
  readonly job = lapseSubject;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: ReviewSubjects,
    private readonly desk: ReviewDesk,
  ) {
    super();
  }

  /** A subject that has moved on since, or is decided, is left alone. */
  async handle({ reviewId, subjectId }: z.output<typeof lapseSubject.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [open] = await tx.query<{ type: string }>(TYPE, [reviewId]);
      if (open === undefined) return;
      const type = this.subjects.of(open.type);
      const subject = await type.load(tx, subjectId);
      if (subject?.review?.id !== reviewId || subject.review.stage === 'RELEASE') return;
      this.desk.close(tx, subjectId, 'LAPSED');
      await type.lapsed(tx, subject);
    });
  }
}
