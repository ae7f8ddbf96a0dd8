import { Buffer } from 'node:buffer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { type Database } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DirectoryStore } from '../store/directory-store.js';
import { CompareStore } from './compare-store.js';

let server: TestDatabase;
let admin: pg.Client;
let worker: pg.Pool;
let directory: string;
let store: DirectoryStore;
let compare: CompareStore;
let conferenceId: string;

beforeAll(async () => {
  server = await testDatabase();
  directory = await mkdtemp(join(tmpdir(), 'plenary-files-'));
  store = new DirectoryStore(directory);
  admin = new pg.Client({ connectionString: server.superuserUrl });
  worker = new pg.Pool({ connectionString: server.workerUrl, max: 1 });
  await admin.connect();
  compare = new CompareStore({ pool: worker } as unknown as Database, store);
  conferenceId = newId();
  await admin.query(
    `INSERT INTO conference.conference (id, slug, name, venue, city, starts_on, ends_on, time_zone, capacity, locales, approval_plan)
     VALUES ($1, 'files', 'Files', 'Hall', 'London', '2030-11-01', '2030-11-02', 'Europe/London', 1, '{en}', '{}')`,
    [conferenceId],
  );
});
afterAll(async () => {
  await Promise.all([admin.end(), worker.end()]);
  await server.drop();
  await rm(directory, { recursive: true });
});

async function row(hours: number): Promise<string> {
  const id = newId();
  await admin.query(
    `INSERT INTO attachments.attachment (id, conference_id, subject_type, subject_id, added_by, file_name, content_type, size, sha256, is_shown, created_at)
     VALUES ($1, $2, 'nomination', $3, $3, 'letter.pdf', 'application/pdf', 1, repeat('0', 64), true, now() - $4 * interval '1 hour')`,
    [id, conferenceId, newId(), hours],
  );
  return id;
}

const lost = async (): Promise<string[]> => {
  const { rows } = await admin.query<{ id: string }>(
    'SELECT id FROM attachments.attachment WHERE lost_at IS NOT NULL ORDER BY id',
  );
  return rows.map(({ id }) => id);
};
const DAY_AND_MORE = 25 * 3_600_000;

it('The store is compared with the rows: what belongs to nothing goes, what is lost says so until it is there again', async () => {
  const [whole, withoutFile, young] = [await row(2), await row(2), await row(0)];
  const orphan = newId();
  for (const id of [whole, orphan]) await store.put(id, Buffer.from('A'));

  expect(await compare.run()).toEqual({ orphans: 0, lost: 1, found: 0 });
  expect(await lost()).toEqual([withoutFile]);
  expect(await store.get(orphan)).toBeDefined();

  await store.put(withoutFile, Buffer.from('A'));
  expect(await compare.run(Date.now() + DAY_AND_MORE)).toEqual({ orphans: 1, lost: 0, found: 1 });
  expect(await lost()).toEqual([]);
  expect(await store.get(orphan)).toBeUndefined();
  expect(await store.get(whole)).toBeDefined();
  expect(await lost()).not.toContain(young);
});
