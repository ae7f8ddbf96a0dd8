import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { drain, testDatabase, type TestDatabase, testEnvironment } from '#libs/testing';
import { type BuiltProcess, spawnBuilt } from '../support/built-process.js';

const CLI = 'apps/cli/src/main.js';
const FORA_65 = join(import.meta.dirname, '../../libs/forum-map/src/testing/fora-65');
const ADD_CONFERENCE = `INSERT INTO conference.conference (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, approval_plan)
  VALUES ($1, 'open', 'Open Networks', 'Hall', 'London', '2027-11-01', '2027-11-02', 'Europe/London', 100, '{en,fr}', '{}')`;

describe('a conversation whose import is killed', () => {
  const place = mkdtempSync(join(tmpdir(), 'forum-crash-'));
  const started: BuiltProcess[] = [];
  let database: TestDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    await admin.query(ADD_CONFERENCE, [newId()]);
  });
  afterAll(async () => {
    await Promise.all(started.map((one) => one.end('SIGKILL')));
    await admin.end();
    await database.drop();
    rmSync(place, { recursive: true });
  });

  const start = async (...args: string[]): Promise<BuiltProcess> => {
    const process = await spawnBuilt(CLI, testEnvironment(database), { args: ['forum', ...args] });
    started.push(process);
    return process;
  };
  const until = (what: string, isSo: () => Promise<boolean>): Promise<unknown> =>
    drain(isSo, { what, timeoutMs: 60_000, everyMs: 20 });
  /** What a command that ends by itself has printed. */
  const printed = async (...args: string[]): Promise<Record<string, unknown>> => {
    const process = await start(...args);
    await until('the command to end', () => Promise.resolve(!process.isAlive()));
    const lines = process.output().split('\n');
    const line = lines.find((one) => one.startsWith('{'));
    if (line === undefined) throw new Error(`It printed ${process.output()}`);
    return JSON.parse(line) as Record<string, unknown>;
  };
  const load = ['import-polis', FORA_65, '--conference', 'open', '--json'];
  const kept = async () =>
    (
      await admin.query<Record<string, number>>(
        `SELECT (SELECT count(*)::int FROM forum.topic) AS topics, (SELECT count(*)::int FROM forum.vote_log) AS votes,
          (SELECT count(*)::int FROM forum.ballot) AS ballots, (SELECT count(*)::int FROM audit.event) AS entries`,
      )
    ).rows[0];

  it('leaves nothing, and is loaded as one topic by the next try, out of which the same map comes', async () => {
    const holder = new pg.Client({ connectionString: database.superuserUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE forum.ballot IN ACCESS EXCLUSIVE MODE');
      const victim = await start(...load);
      // Topic, statements and votes have been written by then.
      await until('the ballots to be under way', async () => {
        const { rows } = await admin.query(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO forum.ballot%' AND datname = current_database()`,
        );
        return rows.length > 0;
      });
      expect(await victim.end('SIGKILL')).toBe('SIGKILL');
      await holder.query('ROLLBACK');
    } finally {
      await holder.end();
    }
    await until('the server to have noticed', async () => {
      const { rows } = await admin.query(
        `SELECT FROM pg_stat_activity WHERE application_name = 'plenary-command' AND datname = current_database()`,
      );
      return rows.length === 0;
    });
    expect(await kept()).toEqual({ topics: 0, votes: 0, ballots: 0, entries: 0 });

    const { topic } = await printed(...load);
    expect(await kept()).toEqual({ topics: 1, votes: 588, ballots: 65, entries: 1 });

    const dir = join(place, 'fora-65');
    expect(await printed('export', String(topic), '--dir', dir, '--json')).toMatchObject({
      topic,
      votes: 588,
    });
    expect(readFileSync(join(dir, 'summary.csv'), 'utf8').split('\n', 1)[0]).toContain(
      'must not be published',
    );
    const original = await printed('map', '--dir', FORA_65, '--json');
    expect(await printed('map', '--dir', dir, '--json')).toEqual(original);
    const ofTopic = await printed('map', '--topic', String(topic), '--json');
    expect({ ...ofTopic, dataset: 'fora-65', read: original['read'] }).toEqual(original);
  });
});
