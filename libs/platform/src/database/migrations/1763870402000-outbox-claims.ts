import { protectTable, SCOPE } from '../protect-table.js';
import { SchemaMigration } from '../schema-migration.js';

/** What fenced claims, flows and the health page need beside the outbox itself. */
export class OutboxClaims1763870402000 extends SchemaMigration {
  protected readonly statementsUp = [
    // `lease_token` names one claim: a mark that bears another one comes from a worker that has lost the job.
    // `failures` counts attempts that ended badly, `attempts` counts claims; the difference is crashes.
    `ALTER TABLE platform.outbox
      ADD COLUMN parent_id uuid,
      ADD COLUMN lease_token uuid,
      ADD COLUMN failures integer NOT NULL DEFAULT 0`,
    // A claim and a renewal change no indexed column: room on the page keeps the row where it is.
    'ALTER TABLE platform.outbox SET (fillfactor = 80)',
    `CREATE INDEX outbox_open_children ON platform.outbox (parent_id)
      WHERE parent_id IS NOT NULL AND done_at IS NULL AND failed_at IS NULL`,
    'GRANT UPDATE (failures) ON platform.outbox TO plenary_api',

    // A sign of life of each worker process with what it sees of the queue, where the API cannot look for itself.
    `CREATE TABLE platform.worker (
      id uuid PRIMARY KEY,
      backend text NOT NULL CHECK (backend IN ('postgres', 'redis')),
      started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      beat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      is_queue_reachable boolean NOT NULL,
      outbox_lag_ms bigint NOT NULL
    )`,
    ...protectTable({ table: 'platform.worker', read: SCOPE.everybody }),
  ];

  protected readonly statementsDown = [
    'DROP TABLE platform.worker',
    'DROP INDEX platform.outbox_open_children',
    'ALTER TABLE platform.outbox RESET (fillfactor)',
    'ALTER TABLE platform.outbox DROP COLUMN failures, DROP COLUMN lease_token, DROP COLUMN parent_id',
  ];
}
