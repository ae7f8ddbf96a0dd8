import { type Actor } from '#libs/kernel';
import {
  type Database,
  type JobContext,
  type JobDefinition,
  JobHandler,
  type UnitOfWork,
} from '#libs/platform';
import { type ScreeningKind } from '../domain/screening.js';
import { type FindingValues, type ScreeningFinding } from '../domain/screening-findings.js';
import { SCREENERS, type ScreeningPayload } from '../nominations.jobs.js';

/** What a screener found. */
export interface Finding {
  readonly state: 'CLEAR' | 'FLAGGED';
  readonly code: ScreeningFinding;
  readonly values: FindingValues;
}

/** The nomination as the screeners see it: of all bodies, for they run for the host. */
export interface ScreenedNomination extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly conference_id: string;
  readonly body_id: string;
  readonly constituency_id: string;
  readonly rank: number | null;
  readonly justification: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly job_title: string | null;
  readonly country: string | null;
  readonly search_name: string;
}

const LOAD = `SELECT n.id, n.version, n.conference_id, n.body_id, n.constituency_id, n.rank, n.justification,
    p.name, p.email, p.organisation, p.job_title, p.country, n.sort_name AS search_name
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.id = $1 AND n.version = $2 AND n.state IN ('SUBMITTED', 'UNDER_REVIEW')`;
const STORE = `UPDATE nominations.screening SET state = $4, findings = jsonb_build_object('code', $5::text, 'values', $7::jsonb), attempts = $6,
    finished_at = clock_timestamp() WHERE nomination_id = $1 AND nomination_version = $2 AND kind = $3`;

export const SCREENING_ACTOR: Actor = { kind: 'system', task: 'screening' };

/** One of the children of the screening flow. Running it twice writes the same finding twice. */
export abstract class Screener extends JobHandler<ScreeningPayload> {
  constructor(
    protected readonly database: Database,
    protected readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  protected abstract readonly kind: ScreeningKind;
  protected abstract screen(nomination: ScreenedNomination): Promise<Finding>;

  get job(): JobDefinition<ScreeningPayload> {
    return SCREENERS[this.kind];
  }

  async handle(payload: ScreeningPayload, context: JobContext): Promise<void> {
    const [nomination] = await this.database.read<ScreenedNomination>(SCREENING_ACTOR, LOAD, [
      payload.nominationId,
      payload.version,
    ]);
    // Withdrawn or changed meanwhile: there is nothing to screen any more.
    if (nomination === undefined) return;
    const finding = await this.screen(nomination);
    await this.store(payload, finding, context.attempt);
  }

  override async onFinalFailure(payload: ScreeningPayload): Promise<void> {
    await this.store(payload, { state: 'FAILED', code: 'CHECK_FAILED', values: {} }, this.job.attempts);
  }

  private async store(
    payload: ScreeningPayload,
    { state, code, values }: Omit<Finding, 'state'> & { readonly state: Finding['state'] | 'FAILED' },
    attempts: number,
  ): Promise<void> {
    await this.unitOfWork.run(SCREENING_ACTOR, async (tx) => {
      await tx.execute(STORE, [
        payload.nominationId,
        payload.version,
        this.kind,
        state,
        code,
        attempts,
        JSON.stringify(values),
      ]);
    });
  }
}
