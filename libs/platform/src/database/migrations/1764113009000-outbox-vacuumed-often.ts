import { SchemaMigration } from '../schema-migration.js';

/**
 * A fifth of a large table is a long time without a vacuum: pages fill with dead rows, and no index answers alone.
 * Room in each page lets a change that no index holds stay on its page.
 */
export class OutboxVacuumedOften1764113009000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE platform.outbox SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)',
  ];
  protected readonly statementsDown = [
    'ALTER TABLE platform.outbox RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)',
  ];
}
