import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { buildWorld } from '#libs/nominations/testing';
import {
  Database,
  type EmbeddedPostgres,
  freePort,
  loadSettings,
  migrate,
  openDataSource,
  startEmbeddedPostgres,
} from '#libs/platform';
import { startApi } from '../../apps/api/src/start-api.js';
import { issueToken } from '../support/issue-token.js';
import { type GrownConference, ReadWatch } from '../support/reads/cost-of-read.js';
import { growConference } from '../support/reads/grown-conference.js';
import { page, type Read, read, type Reader, READERS } from '../support/reads/register.js';
import { type Bench, type BenchResult } from './bench.js';
import { ofBench, ofRun } from './stage/resources.js';
import { databaseUrl, queryOnce } from './stage/database.js';
import { type BenchRequest, OneConnection } from './stage/load.js';
import { productionEnvironment } from './stage/settings.js';
import { inTurns, median } from './stage/statistics.js';

/** Nominations of one conference; what the larger costs is told in parts of what the smaller does. */
const SIZES = [100_000, 1_000_000] as const;
const LIMIT = 1.5;
/** Buffers below which a part more says nothing. */
const FEW_BUFFERS = 50;
/** Requests of one sample; the sample is their median. */
const REQUESTS = 40;

const PEOPLE = 'nodes { id state person { name organisation } body { code } }';
const MEASURED: Readonly<Record<string, readonly (readonly [Reader, Read])[]>> = {
  page: (['officer', 'iccCoordinator', 'chCoordinator'] as const).flatMap((reader) =>
    ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK'].map(
      (field) =>
        [reader, page('nominations', `orderBy: { field: ${field}, direction: ASC }`, PEOPLE)] as const,
    ),
  ),
  search: (['officer', 'iccCoordinator', 'chCoordinator'] as const).flatMap((reader) =>
    ['family', 'quixotic', 'granite bank', 'nobody of this name'].map(
      (words) => [reader, page('nominations', `filter: { search: "${words}" }`, PEOPLE)] as const,
    ),
  ),
  inbox: ['', ', actionable: true', ', isOverdue: true', ', search: "quixotic"', ', bodyIds: [$small]'].map(
    (more) => [
      'officer',
      read(
        'inbox',
        `first: 20, filter: { conferenceId: $conference${more} }`,
        'nodes { id nomination { id person { name } } }',
      ),
    ],
  ),
  dossier: (['officer', 'iccCoordinator'] as const).map((reader) => [
    reader,
    read(
      'nomination',
      'id: $approved',
      'id availableActions quotaBalance { awaitingRelease } messages { id } history { nodes { summary } } duplicates { nomination { id } }',
    ),
  ]),
  quotas: (['officer', 'iccCoordinator'] as const).map((reader) => [
    reader,
    page('quotaBalances', '', 'nodes { awaitingRelease }'),
  ]),
  'preview of a release': [['approver', page('releasePreview', '', 'messageCount approved')]],
};
const RELEASE = `mutation ($input: ReleaseDecisionsInput!) { releaseDecisions(input: $input) { batch { size } errors { code } } }`;

interface Stage {
  readonly rows: number;
  readonly url: string;
  readonly conference: GrownConference;
  readonly watch: ReadWatch;
  readonly admin: pg.Client;
}

async function stageOf(postgres: EmbeddedPostgres, rows: number): Promise<Stage> {
  const name = `growth_${rows}`;
  const [ownerUrl, superuserUrl] = [postgres.ownerUrl, postgres.superuserUrl].map((url) =>
    databaseUrl(url, name),
  ) as [string, string];
  await queryOnce(postgres.ownerUrl, `CREATE DATABASE ${name}`);
  const settings = loadSettings(productionEnvironment({ ownerUrl }));
  await migrate(settings);
  const started = performance.now();
  const world = await buildWorld(superuserUrl, { places: rows });
  const landmarks = await growConference(superuserUrl, world, { rows, number: 1 });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.error(`Grew a conference of ${rows.toLocaleString('en-GB')} nominations in ${seconds} s.`);
  const admin = new pg.Client({ connectionString: superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const tokens = new Map<string, string>();
  for (const person of READERS) tokens.set(person, await issueToken(admin, world.people[person]));
  const env = { ...productionEnvironment({ ownerUrl }), HOST: '127.0.0.1', PORT: String(await freePort()) };
  const api = await startApi(loadSettings(env, ['api']), { version: 'bench' });
  ofBench.add(() => api.close());
  const source = await openDataSource({
    url: settings.database.apiUrl,
    poolSize: 1,
    applicationName: 'bench',
  }).initialize();
  ofBench.add(() => source.destroy());
  const watch = new ReadWatch(`${api.url}/graphql`, new Database(source));
  ofBench.add(async () => watch.end());
  return { rows, url: `${api.url}/graphql`, conference: { landmarks, tokens }, watch, admin };
}

const requestOf = ({ url, conference }: Stage, reader: Reader, body: object): BenchRequest => ({
  url,
  headers: { authorization: `Bearer ${conference.tokens.get(reader) ?? ''}` },
  body,
});

/** The dearest of the kind, by what it costs more in the larger conference. */
async function buffers(stages: readonly [Stage, Stage], kind: string): Promise<BenchResult> {
  const pairs: (readonly [string, number, number])[] = [];
  for (const [reader, one] of MEASURED[kind] ?? []) {
    const [few, many] = [
      await stages[0].watch.costOf(stages[0].conference, reader, one),
      await stages[1].watch.costOf(stages[1].conference, reader, one),
    ];
    pairs.push([`${reader}: ${one.name}`, few, many]);
    console.error(`  ${reader}: ${one.name}: ${few}, ${many} buffers`);
  }
  const worst = pairs.sort((a, b) => ratioOf(b[1], b[2]) - ratioOf(a[1], a[2]))[0] ?? ['', NaN, NaN];
  return result(
    `${kind}, buffers (${worst[0]})`,
    'buffers',
    [worst[1]],
    [worst[2]],
    ratioOf(worst[1], worst[2]),
  );
}

const ratioOf = (few: number, many: number): number => many / Math.max(few, FEW_BUFFERS);

async function times(stages: readonly [Stage, Stage], kind: string): Promise<BenchResult> {
  const clients = stages.map(() => new OneConnection());
  const sample = async (index: 0 | 1): Promise<number> => {
    const taken: number[] = [];
    for (let i = 0; i < REQUESTS; i++) {
      const [reader, one] = MEASURED[kind]![i % MEASURED[kind]!.length]!;
      const { landmarks } = stages[index].conference;
      const body = { query: one.query, variables: landmarks };
      taken.push((await clients[index]!.send(requestOf(stages[index], reader, body))).ms);
    }
    return median(taken);
  };
  const { few, many } = await inTurns({ few: () => sample(0), many: () => sample(1) });
  for (const client of clients) client.close();
  return result(`${kind}, time`, 'ms', few, many, median(many) / median(few));
}

/** One release of what waits; all that it reads and writes, triggers too. */
async function release(stages: readonly [Stage, Stage]): Promise<BenchResult[]> {
  const [few, many] = [await releaseOnce(stages[0]), await releaseOnce(stages[1])];
  if (few.size !== many.size || few.size === 0) throw new Error(`Released ${few.size} and ${many.size}`);
  return [
    result(
      `release of ${few.size}, buffers`,
      'buffers',
      [few.buffers],
      [many.buffers],
      many.buffers / few.buffers,
    ),
    result(`release of ${few.size}, time`, 'ms', [few.ms], [many.ms], many.ms / few.ms),
  ];
}

async function releaseOnce(stage: Stage): Promise<{ size: number; ms: number; buffers: number }> {
  const input = { idempotencyKey: randomUUID(), conferenceId: stage.conference.landmarks.conference };
  const client = new OneConnection();
  const before = await touchedSoFar(stage.admin);
  const { answer, ms } = await client.send(
    requestOf(stage, 'approver', { query: RELEASE, variables: { input } }),
  );
  client.close();
  const { data } = answer as { data?: { releaseDecisions: { batch: { size: number } | null } } };
  if (data === undefined) throw new Error(JSON.stringify(answer));
  return {
    size: data.releaseDecisions.batch?.size ?? 0,
    ms,
    buffers: (await touchedSoFar(stage.admin)) - before,
  };
}

/** A process of the database tells what it has touched when it has been idle for ten seconds, or with its next work. */
const TOLD_AFTER_MS = 11_000;

/** Of the whole database, once nobody has anything left to tell. */
async function touchedSoFar(admin: pg.Client): Promise<number> {
  for (let last = -1; ;) {
    await sleep(TOLD_AFTER_MS);
    await admin.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await admin.query<{ touched: string }>(
      `SELECT sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read) AS touched FROM pg_statio_user_tables`,
    );
    const touched = Number(rows[0]?.touched);
    if (touched === last) return touched;
    last = touched;
  }
}

const result = (
  name: string,
  unit: string,
  few: readonly number[],
  many: number[],
  ratio: number,
): BenchResult => ({
  name,
  value: median(many),
  unit,
  against: `a tenth of the nominations: ${median(few).toFixed(unit === 'ms' ? 1 : 0)}`,
  ratio,
  goal: `<= ${LIMIT}`,
  met: ratio <= LIMIT,
  samples: many,
});

async function run(): Promise<BenchResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-growth-'));
  ofRun.add(async () => rmSync(directory, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir: directory, durability: 'tests' });
  ofRun.add(() => postgres.stop());
  const stages = [await stageOf(postgres, SIZES[0]), await stageOf(postgres, SIZES[1])] as const;
  const results: BenchResult[] = [];
  for (const kind of Object.keys(MEASURED))
    results.push(await buffers(stages, kind), await times(stages, kind));
  return [...results, ...(await release(stages))];
}

export const benches: Bench[] = [{ name: 'growth', run }];
