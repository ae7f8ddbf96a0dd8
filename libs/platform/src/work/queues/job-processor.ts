import { type Logger } from '@nestjs/common';
import { DelayedError } from 'bullmq';
import { newId } from '#libs/kernel';
import { withCorrelationId } from '../../logging/correlation.js';
import { type Claim, type ClaimAnswer, type Mark, type OutboxLedger } from '../outbox/outbox-ledger.js';
import { attemptJob } from './job-attempt.js';
import { type JobHandler } from './job-handler.js';
import { type JobRegistry } from './job-registry.js';
import { type LeaseKeeper } from './lease-keeper.js';
import { type QueuedJob } from './queue-backend.js';
import { errorLabel } from '../definitions/retry-policy.js';

/** Wait before the database is asked again. */
const RETRY_MS = 250;
/** How long a mark is tried before the sweeper has to settle it. */
const MARK_MS = 60_000;
const LOST_MS = 1_000;
const UNKNOWN_MS = 5_000;

/**
 * What a BullMQ worker does with a job: claims its row, attempts it, marks the row. To BullMQ every job either ends well
 * or is put off: what failed, and why, is for our rows alone.
 */
export class JobProcessor {
  private isStopping = false;
  /** By the id of the row. */
  private readonly atWork = new Map<string, Promise<void>>();

  constructor(
    private readonly registry: JobRegistry,
    private readonly ledger: OutboxLedger,
    private readonly leases: LeaseKeeper,
    private readonly log: Logger,
  ) {}

  /** Waits for the database are given up from now on. */
  stop(): void {
    this.isStopping = true;
  }

  async process(queue: string, job: QueuedJob, token: string): Promise<void> {
    const handler = this.registry.find(queue, job.name);
    // A newer release put it there and has workers of its own.
    if (handler === undefined) return putOff(job, token, UNKNOWN_MS);
    const { id } = job.data;
    // On a busy machine BullMQ's lock may run out and the job be given here again. Put off, it would be asked for again and again.
    const earlier = this.atWork.get(id);
    if (earlier !== undefined) {
      await earlier.catch(() => undefined);
      if (this.isStopping) return putOff(job, token, 0);
    }
    const askedAt = performance.now();
    const answer = await this.claim(id);
    switch (answer.kind) {
      case 'ended':
        return;
      case 'wait':
        return putOff(job, token, answer.waitMs);
      case 'claimed':
        return this.hold(
          id,
          withCorrelationId(answer.claim.correlationId ?? newId(), () =>
            this.work(handler, answer.claim, askedAt, (waitMs) => putOff(job, token, waitMs)),
          ),
        );
    }
  }

  private async hold(id: string, work: Promise<void>): Promise<void> {
    this.atWork.set(id, work);
    try {
      await work;
    } finally {
      if (this.atWork.get(id) === work) this.atWork.delete(id);
    }
  }

  private async work(
    handler: JobHandler,
    claim: Claim,
    claimedAt: number,
    later: (waitMs: number) => Promise<void>,
  ): Promise<void> {
    const controller = new AbortController();
    this.leases.hold(claim, controller, claimedAt);
    let mark: Mark | undefined;
    try {
      const result = await attemptJob(handler, claim, controller);
      mark = result.mark;
      if (result.error !== undefined) this.tell(handler, claim, mark, result.error);
      // Held until the mark is made: a database that is away meanwhile must not cost a second run.
      if (mark !== undefined && !(await this.mark(claim, mark))) mark = undefined;
    } finally {
      this.leases.letGo(claim);
    }
    // Lost to another worker: the row's own state decides what is left to do.
    if (mark === undefined) return later(LOST_MS);
    if (mark.outcome === 'retry') return later(mark.waitMs);
    if (mark.outcome === 'released') return later(0);
  }

  private tell({ job }: JobHandler, { id, attempts }: Claim, mark: Mark | undefined, error: unknown): void {
    const what = `${job.queue}/${job.name} ${id}, attempt ${attempts}: ${errorLabel(error)}`;
    if (mark?.outcome === 'failed') this.log.error(`Failed for good: ${what}`);
    else this.log.warn(`${mark === undefined ? 'Lost' : 'Will be tried again'}: ${what}`);
  }

  private async claim(id: string): Promise<ClaimAnswer> {
    for (;;) {
      try {
        return await this.ledger.claim(id);
      } catch {
        if (this.isStopping) return { kind: 'wait', waitMs: 0 };
        await pause(RETRY_MS);
      }
    }
  }

  private async mark(claim: Claim, mark: Mark): Promise<boolean> {
    const deadline = performance.now() + MARK_MS;
    for (;;) {
      try {
        return await this.ledger.mark(claim, mark);
      } catch {
        if (performance.now() > deadline) return false;
        await pause(RETRY_MS);
      }
    }
  }
}

/** Back to the queue for a while; where the queue no longer lets us, the sweeper finds the row. */
async function putOff(job: QueuedJob, token: string, ms: number): Promise<void> {
  await job.moveToDelayed(Date.now() + Math.max(1, ms), token);
  throw new DelayedError('put off');
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
