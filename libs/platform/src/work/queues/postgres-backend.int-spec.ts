import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { PostgresBackend } from './postgres-backend.js';
import { type CarriedJob } from './queue-backend.js';

const TIMES = { concurrency: 1, leaseMs: 5_000, stalledMs: 5_000, isJoined: false };

describe('the queues in PostgreSQL', () => {
  let test: TestDatabase;
  let owner: pg.Client;
  let backend: PostgresBackend;
  let troubles: Error[];

  beforeAll(async () => {
    test = await testDatabase();
    owner = new pg.Client({ connectionString: test.superuserUrl });
    await owner.connect();
    // As an installation has it; the server of tests waits for no disk at all.
    await owner.query(`DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`);
  });
  afterAll(async () => {
    await owner.end();
    await test.drop();
  });
  beforeEach(async () => {
    troubles = [];
    backend = new PostgresBackend(test.workerUrl, 1, (error) => troubles.push(error));
    await backend.check();
    await failing();
  });
  afterEach(() => backend.close());

  /** Each statement of BullMQ fails, with an error that BullMQ does not take for a lost connection. */
  const failing = () => owner.query('ALTER SCHEMA bullmq RENAME TO bullmq_away');
  const working = () => owner.query('ALTER SCHEMA bullmq_away RENAME TO bullmq');
  const job = (): CarriedJob => {
    const id = newId();
    return { id, jobId: id, queue: 'trial', name: 'note', delayMs: 0 };
  };

  it('take jobs as soon as the server answers well, though the first job was refused', async () => {
    await expect(backend.add([job()])).rejects.toThrow(/does not exist/);
    await working();
    await backend.add([job()]);
    expect(await backend.count('trial')).toBe(1);
  });

  it('give jobs out as soon as the server answers well, and let the process do other things until then', async () => {
    const given: string[] = [];
    const consumer = backend.consume('given', TIMES, async ({ name }) => void given.push(name));
    // Only a process whose other work goes on gets to the end of this wait.
    await drain(async () => troubles.length > 0, { what: 'the consumer to report its trouble' });
    await working();
    await backend.add([{ ...job(), queue: 'given' }]);
    await drain(async () => given.length > 0, { what: 'the job to be given out' });
    expect(given).toEqual(['note']);
    await consumer.close();
  });

  it('keep the locks of jobs at work while many others end, so that none is given out a second time', async () => {
    await working();
    await owner.query(`CREATE FUNCTION bullmq.slowly() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.1); RETURN coalesce(NEW, OLD); END $$;
      CREATE TRIGGER slow_end BEFORE DELETE OR UPDATE OF state ON bullmq.job
        FOR EACH ROW WHEN (OLD.state = 'active') EXECUTE FUNCTION bullmq.slowly()`);
    // Sixty ends wait for each other at any time, longer than a lock lasts.
    const long = Array.from({ length: 10 }, () => ({ ...job(), queue: 'crowd', name: 'long' }));
    const short = Array.from({ length: 120 }, () => ({ ...job(), queue: 'crowd', name: 'short' }));
    const given: string[] = [];
    const shortHaveEnded = gate();
    const times = { concurrency: long.length + 60, leaseMs: 3_000, stalledMs: 300, isJoined: false };
    const consumer = backend.consume('crowd', times, async ({ name, data }) => {
      given.push(data.id);
      if (name === 'long') await shortHaveEnded.opened;
    });
    const left = async (name: string) =>
      (await owner.query(`SELECT FROM bullmq.job WHERE queue = 'crowd' AND name = $1`, [name])).rowCount;
    try {
      await backend.add([...long, ...short]);
      await drain(async () => (await left('short')) === 0, { what: 'the short jobs to have ended' });
      shortHaveEnded.open();
      await drain(async () => (await left('long')) === 0, { what: 'the long jobs to have ended' });
      expect(given).toHaveLength(long.length + short.length);
    } finally {
      shortHaveEnded.open();
      await consumer.close();
      await owner.query('DROP FUNCTION bullmq.slowly CASCADE');
    }
  });

  it('keep what is added, and wait for no disk when a job is begun and ended, which its row knows', async () => {
    await working();
    await owner.query(`CREATE TABLE bullmq.commit_seen (act text, waits text);
      CREATE FUNCTION bullmq.note_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO bullmq.commit_seen VALUES (coalesce(NEW.state::text, 'gone'), current_setting('synchronous_commit'));
        RETURN NULL; END $$;
      CREATE TRIGGER note_commit AFTER INSERT OR DELETE OR UPDATE OF state ON bullmq.job
        FOR EACH ROW EXECUTE FUNCTION bullmq.note_commit()`);
    const consumer = backend.consume('kept', TIMES, async () => undefined);
    const SEEN = 'SELECT DISTINCT act, waits FROM bullmq.commit_seen ORDER BY act';
    const seen = async () => (await owner.query<{ act: string; waits: string }>(SEEN)).rows;
    try {
      await backend.add([{ ...job(), queue: 'kept' }]);
      await drain(async () => (await seen()).some(({ act }) => act === 'gone'), {
        what: 'the job to have ended',
      });
      expect(await seen()).toEqual([
        { act: 'active', waits: 'off' },
        { act: 'completed', waits: 'off' },
        { act: 'gone', waits: 'off' },
        { act: 'waiting', waits: 'on' },
      ]);
    } finally {
      await consumer.close();
      await owner.query('DROP FUNCTION bullmq.note_commit CASCADE; DROP TABLE bullmq.commit_seen');
    }
  });

  it('end jobs that end at once together, and one that somebody else has by now costs the others nothing', async () => {
    await working();
    await owner.query(`CREATE TABLE bullmq.end_seen (id text, end_of xid8);
      CREATE FUNCTION bullmq.note_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO bullmq.end_seen VALUES (OLD.id, pg_current_xact_id()); RETURN NULL; END $$;
      CREATE TRIGGER note_end AFTER DELETE ON bullmq.job FOR EACH ROW EXECUTE FUNCTION bullmq.note_end()`);
    const ends = async (queue: string) => {
      const { rows } = await owner.query<{ ended: number; commits: number }>(
        `SELECT count(*)::int AS ended, count(DISTINCT end_of)::int AS commits FROM bullmq.end_seen WHERE id = ANY ($1)`,
        [jobs.get(queue)],
      );
      return rows[0];
    };
    const jobs = new Map<string, string[]>();
    /** @returns what has them all end at once. */
    const allAtWork = async (queue: string) => {
      const some = Array.from({ length: 40 }, () => ({ ...job(), queue }));
      jobs.set(
        queue,
        some.map(({ jobId }) => jobId),
      );
      const given: string[] = [];
      const atOnce = gate();
      const times = { concurrency: some.length + 1, leaseMs: 60_000, stalledMs: 60_000, isJoined: true };
      const consumer = backend.consume(queue, times, async ({ data }) => {
        given.push(data.id);
        await atOnce.opened;
      });
      await backend.add(some);
      await drain(async () => given.length === some.length, { what: 'all jobs to be at work' });
      return { some, given, consumer, end: atOnce.open };
    };
    const whole = await allAtWork('whole');
    const torn = await allAtWork('torn');
    try {
      whole.end();
      await drain(async () => (await ends('whole'))?.ended === 40, { what: 'all to have ended' });
      // The first to come may be alone.
      expect((await ends('whole'))?.commits).toBeLessThanOrEqual(2);
      await owner.query(`UPDATE bullmq.job SET lock_token = 'of another' WHERE id = $1`, [
        torn.some[20]?.jobId,
      ]);
      torn.end();
      await drain(async () => (await ends('torn'))?.ended === 39, { what: 'the others to have ended' });
      expect(torn.given).toHaveLength(40);
    } finally {
      whole.end();
      torn.end();
      await whole.consumer.close();
      await torn.consumer.close();
      await owner.query('DROP FUNCTION bullmq.note_end CASCADE; DROP TABLE bullmq.end_seen');
    }
  });

  it('leave a server that takes no writes with all their connections, and go on where the address leads then', async () => {
    await working();
    const given: string[] = [];
    const consumer = backend.consume('moved', TIMES, async ({ name }) => void given.push(name));
    const { username, pathname } = new URL(test.workerUrl);
    const role = `ALTER ROLE "${username}" IN DATABASE "${pathname.slice(1)}"`;
    const LEFT_OPEN = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = $1`;
    const open = async (): Promise<number[]> =>
      (await owner.query<{ pid: number }>(LEFT_OPEN, [username])).rows.map(({ pid }) => pid);
    try {
      await owner.query(`${role} SET default_transaction_read_only = on`);
      await owner.query(`SELECT pg_terminate_backend(pid) FROM (${LEFT_OPEN}) old`, [username]);
      await drain(async () => !(await backend.isReachable()), { what: 'the queue to be told as away' });
      const stale = await open();
      await owner.query(`${role} RESET default_transaction_read_only`);
      await drain(() => backend.isReachable(), { what: 'the queue to be told as there' });
      await backend.add([{ ...job(), queue: 'moved' }]);
      await drain(async () => given.length > 0, { what: 'the job to be given out' });
      // The one on which the worker listens was opened while the server only read, too.
      await drain(async () => !(await open()).some((pid) => stale.includes(pid)), {
        what: 'connections that only read to be closed',
      });
    } finally {
      await consumer.close();
    }
  });
});

/** Whoever waits for it goes on when it is opened. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
