import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A migration written as two lists of SQL statements, run in one transaction each. */
export abstract class SchemaMigration implements MigrationInterface {
  protected abstract readonly statementsUp: readonly string[];
  protected abstract readonly statementsDown: readonly string[];

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of this.statementsUp) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of this.statementsDown) await runner.query(statement);
  }
}

/** Opens a context's schema to the two application roles; the tables inside are granted one by one. */
export const createSchema = (name: string): string[] => [
  `CREATE SCHEMA ${name}`,
  `GRANT USAGE ON SCHEMA ${name} TO plenary_api, plenary_worker`,
];
