import { type Transaction } from '../../database/transaction.js';
import { type JobDefinition } from '../definitions/job-definition.js';

/** What a handler is told beside its payload. */
export interface JobContext {
  /** The outbox row that promised the work. */
  readonly outboxId: string;
  /** The conference of that row. */
  readonly conferenceId: string | null;
  /** 1 for the first attempt; counted in our own rows, crashes included, so it survives a lost queue. */
  readonly attempt: number;
  /** Whether a failure of this attempt is final. */
  readonly isLastAttempt: boolean;
  /** Aborted when the time limit is over, the lease was lost or the worker is told to stop hard. */
  readonly signal: AbortSignal;
  /**
   * Ties a transaction to this attempt: it commits only if the job is still ours, and nobody else can take the job before
   * it has ended. A worker that was held up for longer than its lease fails here with LeaseLost instead of doing the work
   * a second time. Keep such transactions short, for the lease is not renewed meanwhile.
   */
  fence(tx: Transaction): void;
}

/**
 * Does one kind of background work. A handler may run twice (a worker can die after its effect): every effect is guarded
 * by state in our own rows. A Refusal thrown by it is final; any other error is tried again as the definition says.
 */
export abstract class JobHandler<Payload = unknown> {
  abstract readonly job: JobDefinition<Payload>;
  abstract handle(payload: Payload, context: JobContext): Promise<void>;
  /**
   * Makes the failure visible to people where the work belongs. Called under the lease of the last attempt, before the
   * outbox row becomes a dead letter; called again if the worker dies meanwhile, so it is safe to run twice.
   */
  onFinalFailure?(payload: Payload, error: Error): Promise<void>;
}
