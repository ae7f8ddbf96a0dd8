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
import { ofBench, ofRun } from './belongings.js';
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
let stage: Promise<Stage> | undefined;
let copies = 0;

/**
 * A copy of the seeded database, on one PostgreSQL that all benchmarks of a run share. The server writes as in
 * production: every commit waits for the disk.
 */
export async function benchDatabase(): Promise<BenchDatabase> {
  stage ??= openStage();
  const { postgres, seed } = await stage;
  const name = `bench_${++copies}_${randomBytes(3).toString('hex')}`;
  ofBench.add(() => query(postgres.superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await query(
    postgres.superuserUrl,
    `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER plenary STRATEGY FILE_COPY`,
  );
  const superuserUrl = databaseUrl(postgres.superuserUrl, name);
  // A copy starts without statistics of its own and with cold pages.
  await query(superuserUrl, 'VACUUM (ANALYZE)');
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
    await query(postgres.superuserUrl, `DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await query(postgres.ownerUrl, `CREATE DATABASE ${TEMPLATE}`);
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

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
