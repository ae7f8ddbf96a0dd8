import { SchemaMigration } from '../schema-migration.js';

/** Work is promised, relayed and done: what is looked for at each step is in an index that holds no other rows. */
const REASONS = {
  outbox_to_relay:
    'What is promised and not with the queue yet, the oldest first. Relaying takes a row out of it.',
  outbox_open:
    'What the queue has, by when it is due: what the queue has lost is found in it. A next try is due later.',
  outbox_open_children: 'Whether a job waits for others of its flow. It holds those of flows alone.',
  outbox_failed: 'The dead letters of a conference, which are few.',
  outbox_done: 'The sweep of what is done and old.',
} as const;

export class WhyOutboxIndexesChange1764119403000 extends SchemaMigration {
  protected readonly statementsUp = Object.entries(REASONS).map(
    ([index, reason]) => `COMMENT ON INDEX platform.${index} IS '${reason}'`,
  );
  protected readonly statementsDown = Object.keys(REASONS).map(
    (index) => `COMMENT ON INDEX platform.${index} IS NULL`,
  );
}
