import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { testDatabase, type TestDatabase, testEnvironment } from '#libs/testing';
import { CommandError } from '../command-error.js';
import { loadProduct } from '../load-product.js';
import { exportTopic, importPolis, takeMapSnapshot, verifyMapSnapshot } from './forum.js';

const FORA_65 = join(import.meta.dirname, '../../../../libs/forum-map/src/testing/fora-65');
const ADD_CONFERENCE = `INSERT INTO conference.conference (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, approval_plan)
  VALUES ($1, 'open', 'Open Networks', 'Hall', 'London', '2027-11-01', '2027-11-02', 'Europe/London', 100, '{en,fr}', '{}')`;

describe('the commands of the fora', () => {
  const place = mkdtempSync(join(tmpdir(), 'forum-commands-'));
  let database: TestDatabase;
  let admin: pg.Client;
  let printed: string[];
  let topic: string;

  beforeAll(async () => {
    database = await testDatabase();
    admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    await admin.query(ADD_CONFERENCE, [newId()]);
    Object.assign(process.env, testEnvironment(database));
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
    rmSync(place, { recursive: true });
  });
  beforeEach(() => {
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  });

  /** What a command prints, as text or as JSON. */
  const printing = async (command: Promise<void>): Promise<string> => {
    await command;
    return printed.splice(0).join('\n');
  };
  const snapshot = async () =>
    JSON.parse(await printing(takeMapSnapshot(loadProduct, { topic, json: true }))) as {
      snapshot: string;
      hash: string;
    };

  it('load a conversation, and say in a line what became of it', async () => {
    const wish = { dir: FORA_65, conference: 'open' };
    expect(await printing(importPolis(loadProduct, wish))).toMatch(
      /^Loaded as topic [0-9a-f-]{36}: 10 statements, 588 votes, 67 people\.$/,
    );
    const told = JSON.parse(await printing(importPolis(loadProduct, { ...wish, json: true }))) as {
      topic: string;
    };
    expect(Object.keys(told)).toEqual(['topic']);
    topic = told.topic;
  });

  it('write it again for its keeper, and say that it must not be published', async () => {
    const dir = join(place, 'written');
    expect(await printing(exportTopic(loadProduct, { topic, dir }))).toBe(
      `Wrote ${dir}: 10 statements, 588 votes of 65 people. It must not be published.`,
    );
    expect(existsSync(join(dir, 'votes.csv'))).toBe(true);
  });

  it('take a snapshot of its map, and say how its groups stand', async () => {
    const told = await printing(takeMapSnapshot(loadProduct, { topic }));
    expect(told).toMatch(
      /^Snapshot 1 of the topic: [0-9a-f-]{36}\nMade of 587 votes of 65 people, up to row \d+ of the log: groups of 29 and 27 people, stability [01]\.\d\d\.\nHash of what it was made of: [0-9a-f]{64}$/,
    );
  });

  it('verify a snapshot, and refuse one that is not what its votes give', async () => {
    const { snapshot: id, hash } = await snapshot();
    expect(await printing(verifyMapSnapshot(loadProduct, { snapshot: id }))).toMatch(
      /^Snapshot 2 of "Open networks, an invented conversation", made at \S+ of 587 votes of 65 people, is what its votes give\.$/,
    );
    const verdict = await printing(verifyMapSnapshot(loadProduct, { snapshot: id, json: true }));
    expect(JSON.parse(verdict)).toMatchObject({ snapshot: id, topic, number: 2, hash, problems: [] });

    await admin.query('UPDATE forum.map_snapshot SET stability = 0.25 WHERE id = $1', [id]);
    const refused = verifyMapSnapshot(loadProduct, { snapshot: id });
    await expect(refused).rejects.toThrow(CommandError);
    await expect(refused).rejects.toThrow(/^Snapshot 2 of .*, is NOT what its votes give\.$/);
    expect(printed.splice(0)).toEqual([expect.stringMatching(/^Its stability is [\d.]+; 0\.25 was kept\.$/)]);
    await expect(verifyMapSnapshot(loadProduct, { snapshot: id, json: true })).rejects.toThrow(CommandError);
    expect((JSON.parse(printed.join('')) as { problems: string[] }).problems).toHaveLength(1);
  });

  it('say without a stack what there is not', async () => {
    for (const command of [
      () => takeMapSnapshot(loadProduct, { topic: newId() }),
      () => verifyMapSnapshot(loadProduct, { snapshot: newId() }),
      () => exportTopic(loadProduct, { topic: newId(), dir: join(place, 'nothing') }),
      () => importPolis(loadProduct, { dir: FORA_65, conference: 'closed' }),
      () => importPolis(loadProduct, { dir: place, conference: 'open' }),
    ])
      await expect(command()).rejects.toThrow(CommandError);
    expect(existsSync(join(place, 'nothing'))).toBe(false);
  });
});
