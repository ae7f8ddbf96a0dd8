import { Injectable } from '@nestjs/common';
import { type JobContext, type JobDefinition, JobHandler } from '#libs/platform';
import { SCREENING_KINDS, type ScreeningKind } from '../domain/screening.js';
import { Screening } from '../checks/screening.js';
import { FORMER_CHECKS, formerEnd, screenNomination, type ScreeningPayload } from '../screening.jobs.js';

/** All checks of one submission, and the beginning of its review. */
@Injectable()
export class ScreenNomination extends JobHandler<ScreeningPayload> {
  readonly job: JobDefinition<ScreeningPayload> = screenNomination;

  constructor(private readonly screening: Screening) {
    super();
  }

  async handle(subject: ScreeningPayload, { attempt }: JobContext): Promise<void> {
    await this.screening.screen({ subject, kinds: SCREENING_KINDS, attempt });
  }

  /** A check that fails for good blocks nothing: the officer sees that it has failed, and decides without it. */
  override async onFinalFailure(subject: ScreeningPayload): Promise<void> {
    try {
      await this.screening.giveUp(subject, SCREENING_KINDS, this.job.attempts);
    } finally {
      await this.screening.beginReviews([subject]);
    }
  }
}

/** The end of a flow that an older release queued: whatever of it is open is done here. */
@Injectable()
export class FormerEnd extends ScreenNomination {
  override readonly job = formerEnd;

  constructor(screening: Screening) {
    super(screening);
  }
}

/** One check of such a flow, by itself, for the older release may have a worker of its own that does the end. */
abstract class FormerCheck extends JobHandler<ScreeningPayload> {
  protected abstract readonly kind: ScreeningKind;

  constructor(private readonly screening: Screening) {
    super();
  }

  get job(): JobDefinition<ScreeningPayload> {
    return FORMER_CHECKS[this.kind];
  }

  async handle(subject: ScreeningPayload, { attempt }: JobContext): Promise<void> {
    await this.screening.screen({ subject, kinds: [this.kind], attempt });
  }

  override async onFinalFailure(subject: ScreeningPayload): Promise<void> {
    await this.screening.giveUp(subject, [this.kind], this.job.attempts);
  }
}

/** The handlers of those jobs, one for each check. */
export const FORMER_CHECK_HANDLERS = SCREENING_KINDS.map((kind) => {
  @Injectable()
  class FormerCheckOfKind extends FormerCheck {
    protected readonly kind = kind;
    constructor(screening: Screening) {
      super(screening);
    }
  }
  return FormerCheckOfKind;
});
