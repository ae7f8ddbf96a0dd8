import { SchemaMigration } from '#libs/platform';

/**
 * A fifth of a large table is a long time without a vacuum: pages fill with dead rows, and no index answers alone.
 */
export class NominationsVacuumedOften1764113006000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE nominations.nomination SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)',
  ];
  protected readonly statementsDown = [
    'ALTER TABLE nominations.nomination RESET (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)',
  ];
}
