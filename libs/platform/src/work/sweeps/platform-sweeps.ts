import { IDEMPOTENCY_HOURS } from '../../database/commands/commands.js';
import { Sweep } from './sweep.js';

export class SweepIdempotency extends Sweep {
  readonly of = 'idempotency records';
  readonly statement = `DELETE FROM platform.idempotency WHERE (owner, key) IN (
    SELECT owner, key FROM platform.idempotency WHERE created_at < statement_timestamp() - interval '${IDEMPOTENCY_HOURS} hours'
    ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED)`;
}

/** Done work stays a week, for whoever looks into a trouble; dead letters wait for a person. */
export class SweepOutbox extends Sweep {
  readonly of = 'done outbox rows';
  readonly statement = `DELETE FROM platform.outbox WHERE id = ANY (ARRAY(
    SELECT id FROM platform.outbox WHERE done_at < statement_timestamp() - interval '7 days' AND dedupe_key IS NULL
    ORDER BY done_at LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}

/** A row with a dedupe key stays a year: it keeps its promise from being made again. */
export class SweepPromises extends Sweep {
  readonly of = 'done outbox rows that kept a promise single';
  readonly statement = `DELETE FROM platform.outbox WHERE id = ANY (ARRAY(
    SELECT id FROM platform.outbox WHERE done_at < statement_timestamp() - interval '1 year' AND dedupe_key IS NOT NULL
    ORDER BY done_at LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}

export const PLATFORM_SWEEPS: readonly (new () => Sweep)[] = [SweepIdempotency, SweepOutbox, SweepPromises];
