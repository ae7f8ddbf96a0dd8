import { SchemaMigration } from '#libs/platform';

/**
 * A fifth of a large table is a long time without a vacuum: pages fill with dead rows, and no index answers alone.
 * Room in each page lets a change that no index holds stay on its page.
 */
export class MessagesVacuumedOften1764113008000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE notifications.message SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)',
  ];
  protected readonly statementsDown = [
    'ALTER TABLE notifications.message RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)',
  ];
}
