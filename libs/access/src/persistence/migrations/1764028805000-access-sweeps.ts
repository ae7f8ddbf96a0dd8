import { SchemaMigration } from '#libs/platform';

/** What is over is found by its end, so that sweeping it reads nothing else. */
export class AccessSweeps1764028805000 extends SchemaMigration {
  protected readonly statementsUp = ['session', 'sign_in_link'].map(
    (table) => `CREATE INDEX ${table}_over ON access.${table} (expires_at)`,
  );

  protected readonly statementsDown = ['session', 'sign_in_link'].map(
    (table) => `DROP INDEX access.${table}_over`,
  );
}
