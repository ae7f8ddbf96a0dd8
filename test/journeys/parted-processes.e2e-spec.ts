import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addressAs, freePort } from '#libs/platform';
import { ask } from '#libs/platform/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import {
  drain,
  redisProgram,
  type SmtpSink,
  smtpSink,
  type TestDatabase,
  testDatabase,
  type TestRedis,
  testRedis,
} from '#libs/testing';
import { type BuiltProcess, spawnBuilt } from '../support/built-process.js';
import { issueToken } from '../support/issue-token.js';

const SECRET = 'k2Jw8rXv0QmLz5TnYb7HcDf3GsAe9PuW';
const CLI = 'apps/cli/src/main.js';
const CREATE = `mutation ($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { state } errors { code } } }`;

/** As the Compose file runs it: three containers with one image, each with the addresses of its own work. */
describe('API and worker without the address of the owner', () => {
  if (redisProgram() === undefined) {
    it.skip('SKIPPED: no redis-server or valkey-server is installed', () => undefined);
    return;
  }
  const directory = mkdtempSync(join(tmpdir(), 'plenary-parted-'));
  const running: BuiltProcess[] = [];
  let database: TestDatabase;
  let redis: TestRedis;
  let sink: SmtpSink;
  let admin: pg.Pool;
  let shared: Record<string, string>;
  let addresses: Record<'owner' | 'api' | 'worker', string>;

  beforeAll(async () => {
    [database, sink] = await Promise.all([testDatabase({ empty: true }), smtpSink()]);
    redis = (await testRedis({ password: 'letters4and6digits' }))!;
    admin = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
    admin.on('error', () => undefined);
    shared = {
      PLENARY_MODE: 'production',
      PLENARY_SECRET: SECRET,
      PUBLIC_URL: 'https://conference.example',
      SMTP_URL: sink.url,
      MAIL_FROM: 'Plenary <plenary@conference.example>',
      REDIS_URL: redis.url,
      LOG_LEVEL: 'warn',
    };
    addresses = {
      owner: database.ownerUrl,
      api: addressAs(database.ownerUrl, `api_of_${database.name}`, 'one-of-the-api'),
      worker: addressAs(database.ownerUrl, `worker_of_${database.name}`, 'one-of-the-worker'),
    };
  });
  afterAll(async () => {
    for (const each of running) await each.end('SIGTERM');
    // What they were given goes with the database; the roles are the server's.
    await admin.query(`DROP OWNED BY api_of_${database.name}, worker_of_${database.name}`);
    await admin.query(`DROP ROLE api_of_${database.name}, worker_of_${database.name}`);
    await admin.end();
    await Promise.all([redis.stop(), sink.close()]);
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const NAMES = { owner: 'DATABASE_URL', api: 'DATABASE_API_URL', worker: 'DATABASE_WORKER_URL' } as const;

  /** A container: what it is told of the database, and a data directory that nobody else has. */
  async function container(
    name: string,
    knows: readonly (keyof typeof NAMES)[],
    command: readonly string[],
    more: Record<string, string> = {},
  ): Promise<BuiltProcess> {
    const env = {
      ...shared,
      ...more,
      PLENARY_DATA_DIR: join(directory, name),
      ...Object.fromEntries(knows.map((use) => [NAMES[use], addresses[use]])),
    };
    const started = await spawnBuilt(CLI, env, { args: command });
    running.push(started);
    return started;
  }
  const ended = async (started: BuiltProcess): Promise<string> => {
    await drain(() => !started.isAlive(), { what: 'the command to end', timeoutMs: 60_000 });
    return started.output();
  };
  const ready = (started: BuiltProcess): Promise<unknown> =>
    drain(
      () => {
        if (!started.isAlive()) throw new Error(`ended: ${started.output()}`);
        return started.output().includes('Plenary is ready');
      },
      { what: 'the process to be ready', timeoutMs: 60_000, progress: () => started.output() },
    );

  it('do not start before the database is migrated, and say in one line what does it', async () => {
    const { host } = new URL(database.ownerUrl);
    const MAKES =
      '"npm run plenary -- migrate", with DATABASE_URL and the same address, makes the user and its password.';
    for (const [part, setting] of [
      ['api', 'DATABASE_API_URL'],
      ['worker', 'DATABASE_WORKER_URL'],
    ] as const)
      expect(await ended(await container(`early-${part}`, [part], ['start', '--only', part]))).toBe(
        `${setting}: the server at ${host} refuses user ${part}_of_${database.name} or the password. ${MAKES} Where pg_hba.conf or PgBouncer lists users by name (plenary_${part}, say), ${part}_of_${database.name} has to be among them.\n`,
      );
  });

  it('are made by a step of its own, which alone has it', async () => {
    const step = await container('migrate', ['owner', 'api', 'worker'], ['migrate']);
    expect(await ended(step)).toMatch(/^Ran \w+\n[\s\S]*The database is up to date \(\d+ ran\)\.\n$/);
    const again = await container('again', ['owner', 'api', 'worker'], ['migrate']);
    expect(await ended(again)).toBe('The database is up to date.\n');
  });

  it('refuse to work as the owner or a superuser, in one line', async () => {
    const { username } = new URL(database.superuserUrl);
    const owner = new URL(database.ownerUrl).username;
    const wrong = { DATABASE_API_URL: database.superuserUrl };
    expect(await ended(await container('super', [], ['start', '--only', 'api'], wrong))).toMatch(
      new RegExp(`^DATABASE_API_URL: the role ${username} is a superuser, so that .*\\n$`),
    );
    const owned = { DATABASE_WORKER_URL: database.ownerUrl };
    expect(await ended(await container('owned', [], ['start', '--only', 'worker'], owned))).toMatch(
      new RegExp(`^DATABASE_WORKER_URL: the role ${owner} owns the tables, so that .*\\n$`),
    );
  });

  it('do the work: a nomination goes in by the API and is screened by the worker', async () => {
    const world: World = await buildWorld(database.superuserUrl, { places: 3 });
    const token = await issueToken(admin, world.people.iccCoordinator);
    const port = await freePort();
    const worker = await container('worker', ['worker'], ['start', '--only', 'worker']);
    const api = await container('api', ['api'], ['start', '--only', 'api'], { PORT: String(port) });
    await Promise.all([ready(worker), ready(api)]);
    const url = `http://127.0.0.1:${port}`;
    const { conferenceId, icc: bodyId, business: constituencyId } = world;
    const person = { name: 'Ada Sample', email: 'ada.sample@example.org' };
    const input = {
      idempotencyKey: 'parted',
      conferenceId,
      bodyId,
      constituencyId,
      person,
      isSubmitted: true,
    };
    const { data } = await ask(url, CREATE, { token, variables: { input } });
    expect(data).toMatchObject({ createNomination: { nomination: { state: 'SUBMITTED' }, errors: [] } });
    const screened = async (): Promise<number | undefined> =>
      (
        await admin.query<{ done: number }>(
          "SELECT count(*)::int AS done FROM nominations.screening WHERE state IN ('CLEAR', 'FLAGGED')",
        )
      ).rows[0]?.done;
    await drain(async () => (await screened()) === 5, { what: 'the screening', timeoutMs: 30_000 });
    const { rows } = await admin.query(
      `SELECT DISTINCT application_name AS process, usename AS login FROM pg_stat_activity
       WHERE datname = $1 AND application_name IN ('plenary-api', 'plenary-worker') ORDER BY 1`,
      [database.name],
    );
    expect(rows).toEqual([
      { process: 'plenary-api', login: `api_of_${database.name}` },
      { process: 'plenary-worker', login: `worker_of_${database.name}` },
    ]);
  });

  it('leave commands that read to whoever has the worker’s address', async () => {
    const verified = await container('audit', ['worker'], ['audit', 'verify']);
    expect(await ended(verified)).toMatch(
      /^The audit log is intact: \d+ entries\.\nIts head, to be kept elsewhere: \d+:[0-9a-f]{64}\n$/,
    );
    const [head = ''] = /\d+:[0-9a-f]{64}/.exec(await ended(verified)) ?? [];
    const expecting = (kept: string) =>
      container('expect', ['worker'], ['audit', 'verify', '--expect', kept]);
    expect(await ended(await expecting(head))).toMatch(/^The audit log is intact/);
    // As a replica that was promoted before it had the last entries shows it.
    const later = head.replace(/^\d+/, (sequence) => String(Number(sequence) + 7));
    expect(await ended(await expecting(later))).toMatch(
      /^The end is missing: the kept head is entry \d+, the chain ends at \d+\.\nThe audit log is NOT intact\.\n$/,
    );
    expect(await ended(await expecting('1204'))).toMatch(
      /^--expect takes a head as "audit verify", "backup", the page of releases and the log of the worker tell it: a number, a colon and 64 hexadecimal digits\.\n$/,
    );
    // Its password was changed: one sentence, also for the commands that were never given the owner's address.
    const right = addresses.worker;
    addresses.worker = addressAs(right, `worker_of_${database.name}`, 'hunter2');
    const { host } = new URL(database.ownerUrl);
    for (const command of [
      ['audit', 'verify'],
      ['token', 'create', '--user', 'ada@host.example'],
    ])
      for (const knows of [['worker'], ['owner', 'worker']] as const)
        expect(await ended(await container('refused', knows, command))).toMatch(
          new RegExp(
            `^DATABASE_WORKER_URL: the server at ${host} refuses user worker_of_${database.name} or the password\\. "npm run plenary -- migrate", .*\\n$`,
          ),
        );
    addresses.worker = right;
    const restored = await container('restore', ['worker'], ['restore', '--file', '-']);
    expect(await ended(restored)).toBe(
      'The settings cannot be used:\n  DATABASE_URL is required for this: the database as the role that owns and migrates its tables.\n',
    );
  });
});
