import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import {
  Commands,
  CommitUnknown,
  Database,
  isDatabaseUnavailable,
  openDataSource,
  OutboxBell,
  UnitOfWork,
} from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { type CommitCutter, commitCutter, type Cut } from './support/commit-cutter.js';
import { effectJob } from './support/fault-jobs.js';
import { promiser } from './support/promiser.js';

describe('a line that is cut during COMMIT', () => {
  let test: TestDatabase;
  let cutter: CommitCutter;
  let database: Database;
  let commands: Commands;
  let owner: pg.Pool;

  beforeAll(async () => {
    test = await testDatabase();
    cutter = await commitCutter(test.apiUrl);
    const source = openDataSource({ url: cutter.url, poolSize: 6, applicationName: 'plenary-cut' });
    database = new Database(await source.initialize());
    commands = new Commands(database, new UnitOfWork(database, new OutboxBell(database)));
    owner = new pg.Pool({ connectionString: test.superuserUrl, max: 2 });
    owner.on('error', () => undefined);
  });
  afterAll(async () => {
    await database.source.destroy();
    await cutter.close();
    await owner.end();
    await test.drop();
  });

  /** One intended act: its effect is a row of the outbox, its answer names that effect. */
  const act = (key: string) =>
    commands.run(promiser, { operation: 'promise', key, request: { key } }, async (tx) => {
      const mark = newId();
      tx.enqueue(effectJob, effectJob.payload.parse({ subject: `${key}:${mark}` }));
      return { mark };
    });
  const effectsOf = async (key: string): Promise<string[]> =>
    (
      await owner.query<{ mark: string }>(
        `SELECT split_part(payload->>'subject', ':', 2) AS mark FROM platform.outbox WHERE payload->>'subject' LIKE $1 || ':%'`,
        [key],
      )
    ).rows.map(({ mark }) => mark);

  it.each<[Cut, number]>([
    ['before', 0],
    ['after', 1],
  ])(
    'says that the outcome is unknown when it is cut %s, and the same key brings one effect (6)',
    async (cut, count) => {
      const key = `cut-${cut}`;
      // The statements of the act travel ahead, so that the COMMIT of this very act is cut.
      cutter.cutNext(cut);
      await expect(act(key)).rejects.toThrow(CommitUnknown);
      expect(await effectsOf(key)).toHaveLength(count);
      const answer = await act(key);
      expect(await effectsOf(key)).toEqual([answer.mark]);
    },
  );

  it('brings one effect and one answer for each key while connections die at random (6)', async () => {
    const killSome = () =>
      owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'plenary-cut' AND datname = $1 ORDER BY random() LIMIT 3`,
        [test.name],
      );
    let acts = 0;
    let troubles = 0;
    const insist = async (key: string): Promise<string> => {
      for (;;) {
        try {
          const { mark } = await act(key);
          // By progress, not by the clock: on a slow machine nothing would ever get through.
          acts += 1;
          if (acts % 5 === 0) await killSome();
          return mark;
        } catch (error) {
          if (!(error instanceof CommitUnknown) && !isDatabaseUnavailable(error)) throw error;
          troubles += 1;
          await pause(10);
        }
      }
    };
    const keys = Array.from({ length: 200 }, (_, index) => `storm-${index}`);
    const answers = await Promise.all(keys.map((key) => insist(key)));
    const effects = await Promise.all(keys.map((key) => effectsOf(key)));
    expect(effects).toEqual(answers.map((mark) => [mark]));
    expect(troubles).toBeGreaterThan(0);
  });
});
