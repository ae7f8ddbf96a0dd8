import { Injectable } from '@nestjs/common';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { screenNomination, type ScreeningPayload } from '../nominations.jobs.js';
import { SCREENING_ACTOR } from './screener.js';
import { announceChange } from '../nominations.topics.js';

const FAIL_PENDING = `UPDATE nominations.screening SET state = 'FAILED', finished_at = clock_timestamp(),
    findings = '{"code": "CHECK_UNFINISHED"}'
  WHERE nomination_id = $1 AND nomination_version = $2 AND state = 'PENDING'`;
const REVIEW = `UPDATE nominations.nomination SET state = 'UNDER_REVIEW'
  WHERE id = $1 AND version = $2 AND state = 'SUBMITTED' RETURNING conference_id, body_id`;

/** All screeners have ended: the nomination is under review, with whatever failed shown as failed. */
@Injectable()
export class FinishScreening extends JobHandler<ScreeningPayload> {
  readonly job = screenNomination;

  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  async handle({ nominationId, version }: ScreeningPayload): Promise<void> {
    await this.unitOfWork.run(SCREENING_ACTOR, async (tx) => {
      tx.write(FAIL_PENDING, [nominationId, version]);
      const [row] = await tx.query<{ conference_id: string; body_id: string }>(REVIEW, [
        nominationId,
        version,
      ]);
      if (row === undefined) return;
      tx.audit({
        conferenceId: row.conference_id,
        bodyId: row.body_id,
        action: 'nomination.under-review',
        subjectType: 'nomination',
        subjectId: nominationId,
      });
      announceChange(tx, { id: nominationId, conferenceId: row.conference_id }, 'everybody');
    });
  }
}
