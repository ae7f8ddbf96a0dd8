import pg from 'pg';
import {
  Database,
  type JobDefinition,
  type JobOptions,
  openDataSource,
  OutboxBell,
  UnitOfWork,
  type WorkerOptions,
} from '#libs/platform';
import {
  drain,
  redisProgram,
  type TestDatabase,
  testDatabase,
  testEnvironment,
  type TestRedis,
  testRedis,
} from '#libs/testing';
import { type BuiltProcessOptions } from '../../support/built-process.js';
import { alarmRaised, FAULT_TABLES, type FaultPayload } from './fault-jobs.js';
import { type FaultWorker, spawnFaultWorker } from './fault-worker-process.js';
import { promiser } from './promiser.js';

export type BackendKind = 'postgres' | 'redis';

export const BACKENDS: readonly BackendKind[] = ['postgres', 'redis'];

/** Why a backend cannot be tested here, for the name of a skipped test. */
export const lackOf = (kind: BackendKind): string | undefined =>
  kind === 'redis' && redisProgram() === undefined ? 'SKIPPED: redis-server is not installed' : undefined;

/** Times a fifth of an installation's, so that what takes 40 seconds there takes 8 here. */
export const RIG_TIMING: Partial<WorkerOptions> = { sweepMs: 1_500, heartbeatMs: 500 };

export interface Tally {
  readonly open: number;
  readonly done: number;
  readonly failed: number;
  readonly effects: number;
  readonly doubled: number;
}

const TALLY = `SELECT
    (SELECT count(*)::int FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL) AS open,
    (SELECT count(*)::int FROM platform.outbox WHERE done_at IS NOT NULL) AS done,
    (SELECT count(*)::int FROM platform.outbox WHERE failed_at IS NOT NULL) AS failed,
    (SELECT count(*)::int FROM fault.effect) AS effects,
    (SELECT (count(*) - count(DISTINCT subject))::int FROM fault.effect) AS doubled`;

export type RigDatabase = Pick<TestDatabase, 'ownerUrl' | 'superuserUrl' | 'apiUrl' | 'drop'>;

export interface FaultWorkerOptions extends BuiltProcessOptions {
  readonly timing?: Partial<WorkerOptions>;
  readonly env?: Readonly<Record<string, string>>;
}

type Job = JobDefinition<FaultPayload>;

/** A database, a queue and worker processes to do harm to, and the counting of what came of it. */
export class FaultRig {
  private readonly workers: { readonly worker: FaultWorker; readonly kind: string; isIdle: boolean }[] = [];

  private constructor(
    readonly database: RigDatabase,
    readonly redis: TestRedis | undefined,
    private readonly api: Database,
    private readonly owner: pg.Pool,
  ) {}

  /** @param at a database of the test's own; absent: one on the shared server. */
  static async open(kind: BackendKind, at?: RigDatabase): Promise<FaultRig> {
    const database = at ?? (await testDatabase());
    const redis = kind === 'redis' ? await testRedis() : undefined;
    const owner = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
    owner.on('error', () => undefined);
    for (const statement of FAULT_TABLES) await owner.query(statement);
    const source = openDataSource({ url: database.apiUrl, poolSize: 4, applicationName: 'plenary-api' });
    return new FaultRig(database, redis, new Database(await source.initialize()), owner);
  }

  /** A worker that works: one that an earlier test left alive, where there is one of that kind, else a new one. */
  async worker(options: FaultWorkerOptions = {}): Promise<FaultWorker> {
    const kind = JSON.stringify(options);
    const idle = this.workers.find((one) => one.isIdle && one.kind === kind && one.worker.isAlive());
    if (idle !== undefined) {
      idle.isIdle = false;
      return idle.worker;
    }
    const worker = await this.spawn(options);
    await worker.ready();
    return worker;
  }

  /** Starts a worker without waiting for it. */
  async spawn(options: FaultWorkerOptions = {}): Promise<FaultWorker> {
    const env = testEnvironment(this.database, {
      ...(this.redis === undefined ? {} : { REDIS_URL: this.redis.url }),
      LOG_LEVEL: 'info',
      PLENARY_TEST_TIMING: JSON.stringify({ ...RIG_TIMING, ...options.timing }),
      ...options.env,
    });
    const worker = await spawnFaultWorker(env, options);
    this.workers.push({ worker, kind: JSON.stringify(options), isIdle: false });
    return worker;
  }

  /** Commits promises as the API does; from then on none may be lost. */
  async promise(
    job: Job,
    work: readonly (Partial<FaultPayload> & { subject: string })[],
    options?: JobOptions,
  ): Promise<void> {
    const unitOfWork = new UnitOfWork(this.api, new OutboxBell(this.api));
    await unitOfWork.run(promiser, async (tx) => {
      for (const one of work) tx.enqueue(job, job.payload.parse(one), options);
    });
  }

  /** Tells of alarms, as `promise` does. */
  async alarm(alarmIds: readonly string[], workMs: number): Promise<void> {
    const unitOfWork = new UnitOfWork(this.api, new OutboxBell(this.api));
    await unitOfWork.run(promiser, async (tx) => {
      for (const alarmId of alarmIds) tx.emit(alarmRaised, { alarmId, workMs }, {});
    });
  }

  async tally(): Promise<Tally> {
    const { rows } = await this.owner.query<Tally>(TALLY);
    if (rows[0] === undefined) throw new Error('no tally');
    return rows[0];
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, [...values])).rows;
  }

  /** Waits until nothing is open any more. @returns the tally of the end. */
  async settled(timeoutMs = 30_000): Promise<Tally> {
    await drain(async () => (await this.tally()).open === 0, {
      what: 'all promised work to end',
      timeoutMs,
      progress: () => this.tally(),
    });
    return this.tally();
  }

  /** Waits until so many attempts at subjects like this have begun. */
  async began(count: number, like = '%', timeoutMs = 20_000): Promise<void> {
    const attempts = 'SELECT count(*)::int AS n FROM fault.attempt WHERE subject LIKE $1';
    await drain(async () => ((await this.query<{ n: number }>(attempts, [like]))[0]?.n ?? 0) >= count, {
      what: `${count} attempts at ${like} to begin`,
      timeoutMs,
      progress: () => this.tally(),
    });
  }

  async effects(count: number, timeoutMs = 20_000): Promise<void> {
    await drain(async () => (await this.tally()).effects >= count, {
      what: `${count} effects`,
      timeoutMs,
      progress: () => this.tally(),
    });
  }

  /** Forgets what happened so far. Workers of the usual kind live on for the next test, the others end. */
  async clear(): Promise<void> {
    const usual = this.workers.filter(({ worker, kind }) => kind === '{}' && worker.isAlive());
    await this.endWorkers((worker) => !usual.some((one) => one.worker === worker));
    for (const one of usual) this.workers.push({ ...one, isIdle: true });
    await this.query('TRUNCATE platform.outbox, fault.attempt, fault.effect');
  }

  private async endWorkers(isEnded: (worker: FaultWorker) => boolean): Promise<void> {
    const all = this.workers.splice(0).map(({ worker }) => worker);
    await Promise.all(all.filter(isEnded).map((worker) => worker.end('SIGKILL')));
  }

  async close(): Promise<void> {
    await this.endWorkers(() => true);
    await this.api.source.destroy();
    await this.owner.end();
    await this.redis?.stop();
    await this.database.drop();
  }
}

/** Subjects a/0, a/1, … */
export const subjects = (prefix: string, count: number): { subject: string }[] =>
  Array.from({ length: count }, (_, index) => ({ subject: `${prefix}/${index}` }));
