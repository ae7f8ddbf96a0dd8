import { Buffer } from 'node:buffer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { drain } from '#libs/testing';
import { actOnList, loadFile, previewOf, rowsOf, stateOf } from '../journeys/lists-of-a-body.js';
import { participants } from '../journeys/participants.js';
import { type BuiltProcess } from '../support/built-process.js';
import { type Product, startProduct } from '../support/product.js';
import { spawnWorker } from '../support/product-process.js';

const PEOPLE = 623;

describe('workers that die while they apply a list', () => {
  let product: Product;
  let id: string;
  const workers: BuiltProcess[] = [];

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
    const loaded = await loadFile(product, 'iccCoordinator', Buffer.from(participants(PEOPLE)));
    id = loaded.id ?? '';
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end('SIGKILL')));
  });
  afterAll(() => product.close());

  const start = async (): Promise<BuiltProcess> => {
    const worker = await spawnWorker(product.environment, product.admin);
    workers.push(worker);
    return worker;
  };
  const state = () => stateOf(product, 'iccCoordinator', id);
  const until = (what: string, isSo: () => Promise<boolean>): Promise<unknown> =>
    drain(isSo, { what, timeoutMs: 60_000, everyMs: 20 });

  /** A worker is killed while the transaction with this row is under way, which waits for the row. */
  async function killAt(row: number, done: number): Promise<void> {
    const holder = new pg.Client({ connectionString: product.database.superuserUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM import.list_row WHERE list_id = $1 AND row = $2 FOR UPDATE', [id, row]);
      const victim = await start();
      await until(`${done} rows to be done`, async () => (await state()).done === done);
      await until('the next to be under way', async () => {
        const { rows } = await product.admin.query(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE import.list_row%'`,
        );
        return rows.length > 0;
      });
      await victim.end('SIGKILL');
    } finally {
      await holder.query('ROLLBACK');
      await holder.end();
    }
  }

  it('lose and double nothing: another worker goes on where the list was', async () => {
    const asked = await previewOf(product, 'iccCoordinator', id);
    expect(asked.questions.map(({ about }) => about)).toEqual(['CONSTITUENCY_OF_ALL']);
    const said = { answers: [{ about: 'CONSTITUENCY_OF_ALL', choice: 'ACADEMIA' }] };
    expect((await actOnList(product, 'iccCoordinator', 'sayOfImportList', id, said)).errors).toEqual([]);
    const { toDraft, toUpdate, toLeave } = (await previewOf(product, 'iccCoordinator', id)).counts;
    expect(toDraft).toBe(PEOPLE);
    const counts = { toDraft, toUpdate, toLeave };
    expect((await actOnList(product, 'iccCoordinator', 'applyImportList', id, counts)).errors).toEqual([]);
    await killAt(300, 200);
    await killAt(500, 400);
    await start();
    await until('the list to be applied', async () => (await state()).state === 'APPLIED');
    expect(await state()).toMatchObject({ toDo: PEOPLE, done: PEOPLE, drafted: PEOPLE, refused: 0 });
    const { rows } = await product.admin.query<{ people: number; names: number; entries: number }>(
      `SELECT count(*)::int AS people, count(DISTINCT p.name)::int AS names,
         (SELECT count(*)::int FROM audit.event WHERE action = 'nomination.created') AS entries
       FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.body_id = $1`,
      [product.world.icc],
    );
    expect(rows).toEqual([{ people: PEOPLE, names: PEOPLE, entries: PEOPLE }]);
    const made = await rowsOf(product, 'iccCoordinator', id);
    expect(new Set(made.map(({ nominationId }) => nominationId)).size).toBe(PEOPLE);
  });

  it('lose and double nothing either while it is taken back', async () => {
    expect((await actOnList(product, 'iccCoordinator', 'undoImportList', id, {})).errors).toEqual([]);
    await killAt(300, 200);
    await start();
    await until('the list to be taken back', async () => (await state()).state === 'UNDONE');
    expect(await state()).toMatchObject({ done: PEOPLE, undone: PEOPLE, refused: 0 });
    const { rows } = await product.admin.query(
      `SELECT state, count(*)::int AS n, max(version)::int AS version FROM nominations.nomination WHERE body_id = $1 GROUP BY state`,
      [product.world.icc],
    );
    expect(rows).toEqual([{ state: 'WITHDRAWN', n: PEOPLE, version: 2 }]);
  });
});
