import { Injectable } from '@nestjs/common';
import { Refusal, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { previewVersion } from '../domain/preview-version.js';
import { ReviewSubjects } from '../review-subjects.js';
import { type Decided } from '../subject-releases.js';
import { MOST_IN_BATCH } from '../domain/released-batch.js';
import { releaseBatch } from './release-batch.js';

export interface ReleaseRequest {
  readonly type: string;
  readonly conferenceId: string;
  /** Null: whatever waits, the oldest first. */
  readonly subjectIds: readonly string[] | null;
  /** Of the preview that was read: this is released, or nothing. */
  readonly previewVersion?: string | null | undefined;
}

/** Lets decisions on subjects of one type out as one batch, with all that follows in their own context. */
@Injectable()
export class ReleaseSubjects {
  constructor(private readonly subjects: ReviewSubjects) {}

  /**
   * Inside a transaction of a caller who may. `skipped`: what was named, or was waiting when the request came, and is not decided
   * any more. Refuses NOTHING_TO_RELEASE and PREVIEW_CHANGED.
   */
  async run(
    tx: Transaction,
    actor: UserActor,
    { type, conferenceId, subjectIds, previewVersion: read }: ReleaseRequest,
  ): Promise<{ readonly batchId: string; readonly skipped: readonly string[] }> {
    const { releases, actions } = this.subjects.of(type);
    const { seen, locked } = await releases.lock(tx, { conferenceId, subjectIds, most: MOST_IN_BATCH });
    const [loaded, batch] = await Promise.all([
      releases.load(tx, locked),
      releaseBatch(tx, actor, conferenceId, locked),
    ]);
    if (batch === undefined) throw new Refusal('NOTHING_TO_RELEASE', 'No decision waits for its release.');
    const byId = new Map(loaded.map((subject) => [subject.id, subject]));
    const released = batch.decisions.flatMap((decision): Decided[] => {
      const subject = byId.get(decision.subjectId);
      return subject === undefined ? [] : [{ subject, decision }];
    });
    const plan = await releases.lockPlan(tx, conferenceId, released);
    if (typeof read === 'string' && !(plan.isWhole && read === previewVersion(released, plan.lines))) {
      throw new Refusal(
        'PREVIEW_CHANGED',
        'What would be released is not what you have read: something was decided, changed or released meanwhile. Nothing was sent. Read the preview again.',
      );
    }
    const release = { conferenceId, batch, released, plan };
    await releases.write(tx, release);
    for (const { subject, decision } of released) {
      tx.audit({
        conferenceId,
        bodyId: subject.bodyId,
        action: actions.released[decision.outcome],
        subjectType: type,
        subjectId: subject.id,
        details: { batch: batch.number },
      });
    }
    releases.tell(tx, release);
    tx.audit({
      conferenceId,
      action: 'batch.released',
      subjectType: 'batch',
      subjectId: batch.batchId,
      details: { number: batch.number, size: released.length },
    });
    const out = new Set(batch.decisions.map(({ subjectId }) => subjectId));
    return { batchId: batch.batchId, skipped: (subjectIds ?? seen).filter((id) => !out.has(id)) };
  }
}
