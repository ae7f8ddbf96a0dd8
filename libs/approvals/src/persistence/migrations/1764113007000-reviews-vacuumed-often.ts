import { SchemaMigration } from '#libs/platform';

/**
 * A fifth of a large table is a long time without a vacuum: pages fill with dead rows, and no index answers alone.
 * Room in each page lets a change that no index holds stay on its page.
 */
export class ReviewsVacuumedOften1764113007000 extends SchemaMigration {
  protected readonly statementsUp = [
    'ALTER TABLE approvals.review SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)',
  ];
  protected readonly statementsDown = [
    'ALTER TABLE approvals.review RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)',
  ];
}
