import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrationFiles, migrationSource } from '#libs/platform';
import { type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { keptHistory, MigrationRecorder, writeHistory } from './migration-history.js';

const recorder = new MigrationRecorder();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ empty: true });
});

afterAll(() => database.drop());

/** Tables, columns, indexes, policies, functions, triggers and grants, as text that two schemas can be compared by. */
async function schemaOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(`
      SELECT format('column %s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) AS line
        FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public', 'bullmq')
      UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'public', 'bullmq')
      UNION ALL SELECT format('policy %s.%s %s %s %s %s %s', schemaname, tablename, policyname, roles, cmd, qual, with_check) FROM pg_policies
      UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'bullmq') AND n.nspname NOT LIKE 'pg\\_%'
      UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0
        AND connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname IN ('bullmq', 'public'))
      UNION ALL SELECT format('settings of %s %s', oid::regclass, reloptions) FROM pg_class
        WHERE reloptions IS NOT NULL AND relnamespace::regnamespace::text NOT IN ('bullmq', 'public', 'pg_catalog', 'information_schema')
      UNION ALL SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
      UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT format('grant %s on %s to %s', a.privilege_type, c.oid::regclass, a.grantee::regrole)
        FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee::regrole::text LIKE 'plenary\\_%'
      UNION ALL SELECT format('grant %s on %s (%s) to %s', a.privilege_type, t.attrelid::regclass, t.attname, a.grantee::regrole)
        FROM pg_attribute t, aclexplode(t.attacl) a WHERE a.grantee::regrole::text LIKE 'plenary\\_%'
      ORDER BY 1`);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

describe('migrations', () => {
  it('go up, down to nothing and up again to the same schema', async () => {
    await migrate(await testSettings(database));
    const first = await schemaOf(database.ownerUrl);
    expect(first.length).toBeGreaterThan(200);
    const source = (await migrationSource(database.ownerUrl)).setOptions({ logger: recorder });
    await source.initialize();
    try {
      for (let left = source.migrations.length; left > 0; left -= 1) await source.undoLastMigration();
      expect(
        (await schemaOf(database.ownerUrl)).filter((line) => /^(column|policy|function)/.test(line)),
      ).toEqual([]);
      recorder.begin();
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    expect(await schemaOf(database.ownerUrl)).toEqual(first);
  });

  it('say what they said when they landed: a schema changes by a new migration, never by changing an old one', () => {
    const kept = keptHistory();
    const now = recorder.hashes;
    expect(Object.keys(now)).toHaveLength(migrationFiles().length);
    if (process.env.ADD_MIGRATIONS !== undefined) writeHistory({ ...now, ...kept });
    // A migration that is not in the history yet: run this test once with ADD_MIGRATIONS=1 and commit the file.
    expect(Object.keys(now).filter((name) => !(name in keptHistory()))).toEqual([]);
    // A migration whose SQL is not what it was: what it calls has changed. Databases have run the old text; freeze that.
    expect(Object.keys(kept).filter((name) => now[name] !== kept[name])).toEqual([]);
  });

  it('have tables that change all day vacuumed after a fiftieth of their rows, with room for changes on the page', async () => {
    const settings = (await schemaOf(database.ownerUrl)).filter(
      (line) => line.startsWith('settings') && line.includes('autovacuum'),
    );
    const often = 'autovacuum_vacuum_scale_factor=0.02,autovacuum_analyze_scale_factor=0.05';
    expect(settings).toEqual([
      `settings of approvals.review {fillfactor=85,${often}}`,
      `settings of nominations.nomination {${often}}`,
      `settings of notifications.message {${often},fillfactor=70}`,
      `settings of platform.outbox {fillfactor=85,${often}}`,
      `settings of webhooks.delivery {fillfactor=85,${often}}`,
    ]);
  });

  it('do nothing on a database that is up to date', async () => {
    expect(await migrate(await testSettings(database))).toEqual([]);
  });
});
