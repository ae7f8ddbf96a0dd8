import { SchemaMigration } from '../schema-migration.js';

/** Done work is found by its age, so that sweeping it reads nothing else. */
export class Sweeps1764028804000 extends SchemaMigration {
  protected readonly statementsUp = [
    'CREATE INDEX outbox_done ON platform.outbox (done_at) WHERE done_at IS NOT NULL',
  ];

  protected readonly statementsDown = ['DROP INDEX platform.outbox_done'];
}
