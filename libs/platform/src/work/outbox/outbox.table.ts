import {
  bigInteger,
  boolean,
  instant,
  integer,
  json,
  oneOf,
  text,
  uuid,
} from '../../database/tables/column.js';
import { table } from '../../database/tables/table.js';

/** Work that a transaction promised: written with it, relayed to a queue after it, kept until it has ended. */
export const OUTBOX = table('platform.outbox', {
  id: uuid(),
  conferenceId: uuid().orNull(),
  queue: text(),
  job: text(),
  /** Ids, never people. */
  payload: json(),
  /** Of rows with the same key only the first is written. */
  dedupeKey: text().orNull(),
  runAt: instant().byDefault().changeable(),
  createdAt: instant().byDefault(),
  correlationId: text().orNull(),
  relayedAt: instant().orNull().changeable(),
  /** Attempts, those included during which a worker died. */
  attempts: integer().byDefault().changeable(),
  leaseUntil: instant().orNull().changeable(),
  doneAt: instant().orNull(),
  failedAt: instant().orNull().changeable(),
  /** Class and code of the last error; never its message. */
  error: text().orNull().changeable(),
  /** When somebody last let it be tried again. */
  replayedAt: instant().orNull().changeable(),
  parentId: uuid().orNull(),
  leaseToken: uuid().orNull(),
  failures: integer().byDefault().changeable(),
  leaseHolder: integer().orNull(),
});

/** A worker that runs, or has until lately: its last sign of life, and what it sees. */
export const WORKER = table('platform.worker', {
  id: uuid(),
  backend: oneOf(['postgres', 'redis']),
  startedAt: instant().byDefault(),
  beatAt: instant().byDefault(),
  isQueueReachable: boolean(),
  outboxLagMs: bigInteger(),
});
