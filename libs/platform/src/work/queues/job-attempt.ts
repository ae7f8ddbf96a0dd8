import { type Claim, type Mark } from '../outbox/outbox-ledger.js';
import { FENCE } from '../outbox/outbox.statements.js';
import { type JobContext, type JobHandler } from './job-handler.js';
import { LeaseLost } from './lease-keeper.js';
import {
  backoffMs,
  errorLabel,
  isFinal,
  isLastAttempt,
  isWorkerKiller,
} from '../definitions/retry-policy.js';

/** The attempt took longer than its job allows. */
export class JobTimeout extends Error {
  override readonly name = 'JobTimeout';
}

/** The worker was told to stop and the job did not end in time; it counts neither as done nor as failed. */
export class WorkerStopping extends Error {
  override readonly name = 'WorkerStopping';
}

/** The worker has died too often over this job. */
export class WorkerKilled extends Error {
  override readonly name = 'WorkerKilled';
}

/** What an attempt came to: a mark for its row, or undefined where the row is no longer ours. */
export interface AttemptResult {
  readonly mark: Mark | undefined;
  readonly error?: unknown;
}

/**
 * One attempt at a claimed job: reads the payload, runs the handler within its time and until the signal is aborted,
 * and decides what failure means. Never throws.
 */
export async function attemptJob(
  handler: JobHandler,
  claim: Claim,
  controller: AbortController,
): Promise<AttemptResult> {
  try {
    if (isWorkerKiller(claim.attempts, claim.failures))
      return await giveUp(handler, claim, controller, new WorkerKilled('no attempt came back'));
    const payload = handler.job.payload.parse(claim.payload);
    const context = contextOf(handler, claim, controller.signal);
    await within(handler.job.timeoutMs, controller, () => handler.handle(payload, context));
    return { mark: { outcome: 'done' } };
  } catch (error) {
    return afterFailure(handler, claim, controller, error);
  }
}

function contextOf({ job }: JobHandler, claim: Claim, signal: AbortSignal): JobContext {
  return {
    outboxId: claim.id,
    conferenceId: claim.conferenceId,
    attempt: claim.attempts,
    isLastAttempt: isLastAttempt(job, claim.failures),
    signal,
    fence: (tx) =>
      tx.write(FENCE, [claim.id, claim.token], {
        rows: 1,
        otherwise: () => new LeaseLost('another worker has the job'),
      }),
  };
}

async function afterFailure(
  handler: JobHandler,
  claim: Claim,
  controller: AbortController,
  error: unknown,
): Promise<AttemptResult> {
  if (error instanceof LeaseLost) return { mark: undefined, error };
  if (error instanceof WorkerStopping) return { mark: { outcome: 'released' }, error };
  if (isFinal(error) || isLastAttempt(handler.job, claim.failures))
    return giveUp(handler, claim, controller, error);
  const waitMs = backoffMs(handler.job, claim.failures + 1);
  return { mark: { outcome: 'retry', error: errorLabel(error), waitMs }, error };
}

/** Tells the context first, under the lease: a crash in between repeats the telling instead of losing it. */
async function giveUp(
  handler: JobHandler,
  claim: Claim,
  controller: AbortController,
  error: unknown,
): Promise<AttemptResult> {
  const payload = handler.job.payload.safeParse(claim.payload);
  let failure = error;
  if (payload.success && handler.onFinalFailure !== undefined) {
    const cause = error instanceof Error ? error : new Error('a handler threw something that is no error');
    // The signal of a timed-out attempt is spent; the lease is still kept and is looked at by the mark.
    const telling = new AbortController();
    try {
      await within(handler.job.timeoutMs, telling, async () => handler.onFinalFailure?.(payload.data, cause));
    } catch (second) {
      failure = new AggregateError([error, second], 'the final failure could not be told');
    }
  }
  if (controller.signal.reason instanceof LeaseLost) return { mark: undefined, error: failure };
  return { mark: { outcome: 'failed', error: errorLabel(error) }, error: failure };
}

/** Ends with the work, or as soon as the time is over or the signal is aborted, whatever the work does then. */
async function within(
  timeoutMs: number,
  controller: AbortController,
  work: () => Promise<void>,
): Promise<void> {
  controller.signal.throwIfAborted();
  const timer = setTimeout(
    () => controller.abort(new JobTimeout(`took longer than ${timeoutMs} ms`)),
    timeoutMs,
  );
  let onAbort: (() => void) | undefined;
  try {
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(controller.signal.reason as Error);
      controller.signal.addEventListener('abort', onAbort);
    });
    await Promise.race([work(), aborted]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) controller.signal.removeEventListener('abort', onAbort);
  }
}
