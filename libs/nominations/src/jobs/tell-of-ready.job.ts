import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { BodyNotices } from '../notices/body-notices.js';
import { tellOfReady } from '../nominations.jobs.js';

const ACTOR: Actor = { kind: 'system', task: 'tell-of-ready' };

/** $1 body. What is told is marked, so that the jobs of a row of marks tell each nomination once. */
const TELL = `WITH told AS (
    UPDATE nominations.nomination SET ready_told_at = clock_timestamp()
    WHERE body_id = $1 AND ready_at IS NOT NULL AND ready_told_at IS NULL AND state IN ('DRAFT', 'RETURNED')
    RETURNING id, conference_id, reference, person_id, ready_at)
  SELECT told.id, told.conference_id AS "conferenceId", told.reference, p.name AS "personName"
  FROM told JOIN nominations.person p ON p.id = told.person_id ORDER BY told.ready_at, told.id`;

/** Tells the coordinators of a body what its nominators call ready: one mail for all of it. */
@Injectable()
export class TellOfReady extends JobHandler<z.output<typeof tellOfReady.payload>> {
  readonly job = tellOfReady;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: BodyNotices,
  ) {
    super();
  }

  async handle({ bodyId }: z.output<typeof tellOfReady.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const ready = await tx.query<ReadyRow>(TELL, [bodyId]);
      const [first] = ready;
      if (first !== undefined) await this.notices.ready(tx, { ...first, bodyId }, ready);
    });
  }
}

interface ReadyRow extends Record<string, unknown> {
  id: string;
  conferenceId: string;
  reference: string;
  personName: string;
}
