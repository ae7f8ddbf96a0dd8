import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  loadSettings,
  migrate,
  migrationFiles,
  startEmbeddedPostgres,
} from '#libs/platform';
import { ofBench, ofRun } from './resources.js';
import { renameEverybody } from './rename.js';
import { NOMINATIONS, seed, type Seed } from './seed.js';
import { productionEnvironment } from './settings.js';

/** A database with the bench's 100,000 nominations, for one benchmark alone, with which it goes. */
export interface BenchDatabase {
  readonly seed: Seed;
  readonly ownerUrl: string;
  /** Behind the product's back: for the references, which know no row-level security, and for preparing rounds. */
  readonly superuserUrl: string;
}

interface Stage {
  readonly postgres: EmbeddedPostgres;
  readonly seed: Seed;
}

const TEMPLATE = 'bench_template';
const TEMPLATE_WITH_NAMES = 'bench_names';
let stage: Promise<Stage> | undefined;
let copies = 0;

/**
 * A copy of the seeded database, on one PostgreSQL that all benchmarks of a run share. The server writes as in
 * production: every commit waits for the disk.
 */
export async function benchDatabase(): Promise<BenchDatabase> {
  return copyOf(TEMPLATE);
}

/** The same, where everybody has a name of their own: for whatever compares people. */
export async function benchDatabaseWithNames(): Promise<BenchDatabase> {
  stage ??= openStage();
  const { postgres } = await stage;
  await ensureNames(postgres);
  return copyOf(TEMPLATE_WITH_NAMES);
}

async function copyOf(template: string): Promise<BenchDatabase> {
  stage ??= openStage();
  const { postgres, seed } = await stage;
  const name = `bench_${++copies}_${randomBytes(3).toString('hex')}`;
  ofBench.add(() => queryOnce(postgres.superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await queryOnce(
    postgres.superuserUrl,
    `CREATE DATABASE ${name} TEMPLATE ${template} OWNER plenary STRATEGY FILE_COPY`,
  );
  const superuserUrl = databaseUrl(postgres.superuserUrl, name);
  // A copy starts without statistics of its own and with cold pages.
  await queryOnce(superuserUrl, 'VACUUM (ANALYZE)');
  const ownerUrl = databaseUrl(postgres.ownerUrl, name);
  return { seed, ownerUrl, superuserUrl };
}

/** BENCH_DATA_DIR names a directory that keeps the seeded server for the next run: for tuning, when seeding is a bore. */
async function openStage(): Promise<Stage> {
  const { BENCH_DATA_DIR: kept = '' } = process.env;
  const directory = kept === '' ? mkdtempSync(join(tmpdir(), 'plenary-bench-')) : kept;
  if (kept === '') ofRun.add(async () => rmSync(directory, { recursive: true, force: true }));
  console.error('Starting a PostgreSQL (durability: full) …');
  const postgres = await startEmbeddedPostgres({ dataDir: directory, durability: 'full' });
  ofRun.add(() => postgres.stop());
  const seeded = await ensureTemplate(postgres, join(directory, 'seed.json'));
  return { postgres, seed: seeded };
}

async function ensureTemplate(postgres: EmbeddedPostgres, file: string): Promise<Seed> {
  const hash = createHash('sha256');
  for (const path of migrationFiles()) hash.update(readFileSync(path));
  const schema = hash.digest('hex');
  const known = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { schema: string; seed: Seed })
    : undefined;
  const isKnown = known?.schema === schema;
  if (!isKnown) {
    for (const template of [TEMPLATE_WITH_NAMES, TEMPLATE])
      await queryOnce(postgres.superuserUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await queryOnce(postgres.ownerUrl, `CREATE DATABASE ${TEMPLATE}`);
  }
  // Also gives the roles this run's passwords.
  await migrate(loadSettings(productionEnvironment({ ownerUrl: databaseUrl(postgres.ownerUrl, TEMPLATE) })));
  if (isKnown) return known.seed;
  const started = performance.now();
  const made = await seed(databaseUrl(postgres.superuserUrl, TEMPLATE));
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.error(`Seeded ${NOMINATIONS.toLocaleString('en-GB')} nominations in ${seconds} s.`);
  writeFileSync(file, JSON.stringify({ schema, seed: made }), { mode: 0o600 });
  return made;
}

async function ensureNames({ superuserUrl }: EmbeddedPostgres): Promise<void> {
  const known = await queryOnce(
    superuserUrl,
    `SELECT FROM pg_database WHERE datname = '${TEMPLATE_WITH_NAMES}'`,
  );
  if (known > 0) return;
  const started = performance.now();
  const half = `${TEMPLATE_WITH_NAMES}_half`;
  await queryOnce(superuserUrl, `DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
  await queryOnce(
    superuserUrl,
    `CREATE DATABASE ${half} TEMPLATE ${TEMPLATE} OWNER plenary STRATEGY FILE_COPY`,
  );
  const client = new pg.Client({ connectionString: databaseUrl(superuserUrl, half) });
  await client.connect();
  try {
    await renameEverybody(client);
  } finally {
    await client.end();
  }
  // Known by its name once it is whole.
  await queryOnce(superuserUrl, `ALTER DATABASE ${half} RENAME TO ${TEMPLATE_WITH_NAMES}`);
  console.error(`Gave everybody a name in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

/** Answers how many rows. */
export async function queryOnce(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
