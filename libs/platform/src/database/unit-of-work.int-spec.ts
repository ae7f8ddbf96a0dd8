import { type Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { type Actor, newId } from '#libs/kernel';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { OutboxBell } from './outbox-bell.js';
import { Database, openDataSource, sqlState } from './database.js';
import { type Transaction } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

const actor: Actor = { kind: 'system', task: 'test' };
const PUT = `INSERT INTO platform.outbox (id, queue, job, payload) VALUES ($1, 'q', $2, '{}')`;
const TOUCH = `UPDATE platform.outbox SET run_at = clock_timestamp() WHERE job = $1`;
const SCOPE = `SELECT current_setting('plenary.purpose', true) AS purpose, txid_current_if_assigned() AS open`;

describe('a unit of work', () => {
  let test: TestDatabase;
  let database: Database;
  let unitOfWork: UnitOfWork;
  let owner: pg.Client;

  beforeAll(async () => {
    test = await testDatabase();
    // One connection: whatever a transaction left behind, the next one would meet.
    const options = { url: test.workerUrl, poolSize: 1, applicationName: 'test' };
    database = new Database(await openDataSource(options).initialize());
    unitOfWork = new UnitOfWork(database, new OutboxBell(database));
    owner = new pg.Client({ connectionString: test.superuserUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await database.source.destroy();
    await owner.end();
    await test.drop();
  });
  beforeEach(() => owner.query('DELETE FROM platform.outbox'));

  const put = (tx: Transaction, job: string) => tx.write(PUT, [newId(), job]);
  const jobs = async () =>
    (await owner.query<{ job: string }>('SELECT job FROM platform.outbox ORDER BY job')).rows.map(
      ({ job }) => job,
    );
  const run = (work: (tx: Transaction) => Promise<unknown>) => unitOfWork.run(actor, work);

  it('commits what was awaited and what was not, in the order of sending', async () => {
    const found = await run(async (tx) => {
      put(tx, 'a');
      const first = tx.execute(TOUCH, ['a']);
      put(tx, 'b');
      return [await first, await tx.execute(TOUCH, ['b']), await tx.execute(TOUCH, ['c'])];
    });
    expect(found).toEqual([1, 1, 0]);
    expect(await jobs()).toEqual(['a', 'b']);
  });

  it('asks the server twice for a look and many writes behind it, the commit included', async () => {
    await run(async (tx) => {
      await tx.execute(TOUCH, ['a']);
      put(tx, 'a');
    });
    const client = await database.pool.connect();
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    client.release();
    const writes = jest.spyOn(stream, 'write');
    await run(async (tx) => {
      await tx.execute(TOUCH, ['a']);
      for (let i = 0; i < 10; i += 1) put(tx, `b${i}`);
      tx.audit({ conferenceId: null, action: 'test.done', subjectType: 'test', subjectId: newId() });
    });
    const times = writes.mock.calls.length;
    writes.mockRestore();
    expect(times).toBe(2);
    expect(await jobs()).toHaveLength(11);
  });

  it('undoes everything when a write fails that nobody waited for', async () => {
    const id = newId();
    const act = run(async (tx) => {
      put(tx, 'a');
      tx.write(PUT, [id, 'b']);
      tx.write(PUT, [id, 'twice']);
      put(tx, 'c');
    });
    expect(await act.catch((error: unknown) => sqlState(error))).toBe('23505');
    expect(await jobs()).toEqual([]);
  });

  it('says in the words of the write that it touched too few rows, and commits nothing', async () => {
    const act = run(async (tx) => {
      put(tx, 'a');
      tx.write(TOUCH, ['nobody'], { rows: 1, otherwise: () => new Error('there is nobody') });
      put(tx, 'b');
    });
    await expect(act).rejects.toThrow('there is nobody');
    expect(await jobs()).toEqual([]);
    await run(async (tx) => {
      put(tx, 'a');
      tx.write(TOUCH, ['a'], { rows: 1, otherwise: () => new Error('there is nobody') });
    });
    expect(await jobs()).toEqual(['a']);
  });

  it('names the write that failed, not the look that came too late', async () => {
    const act = run(async (tx) => {
      tx.write(TOUCH, ['nobody'], { rows: 1, otherwise: () => new Error('there is nobody') });
      await tx.execute(TOUCH, ['a']).catch(() => undefined);
      await tx.execute(TOUCH, ['b']);
    });
    await expect(act).rejects.toThrow('there is nobody');
  });

  it('keeps a write for the last behind what is written after it, and its failure undoes all the same', async () => {
    const nobody = { rows: 1, otherwise: () => new Error('there is nobody') };
    await run(async (tx) => {
      tx.writeLast(TOUCH, ['late'], nobody);
      await tx.execute(TOUCH, ['a']);
      put(tx, 'late');
    });
    expect(await jobs()).toEqual(['late']);
    const act = run(async (tx) => {
      tx.writeLast(TOUCH, ['nobody'], nobody);
      put(tx, 'b');
    });
    await expect(act).rejects.toThrow('there is nobody');
    expect(await jobs()).toEqual(['late']);
  });

  it('gives the failure to the code that waits for it, before the commit', async () => {
    const id = newId();
    const act = run(async (tx) => {
      tx.write(PUT, [id, 'a']);
      tx.write(PUT, [id, 'b']);
      await tx.settle().catch((error: unknown) => {
        throw new Error('mapped', { cause: error });
      });
    });
    await expect(act).rejects.toThrow('mapped');
    const late = run(async (tx) => {
      tx.writeLast(TOUCH, ['nobody'], { rows: 1, otherwise: () => new Error('there is nobody') });
      await tx.settle().catch((error: unknown) => {
        throw new Error('mapped', { cause: error });
      });
    });
    await expect(late).rejects.toThrow('mapped');
  });

  it('runs nothing that was still unsent when the work failed', async () => {
    const act = run(async (tx) => {
      await tx.execute(TOUCH, ['a']);
      put(tx, 'late');
      throw new Error('no');
    });
    await expect(act).rejects.toThrow('no');
    await run(async (tx) => put(tx, 'next'));
    expect(await jobs()).toEqual(['next']);
  });

  it('refuses statements of a transaction that is over', async () => {
    let kept: Transaction | undefined;
    await run(async (tx) => {
      kept = tx;
    });
    await expect(kept?.execute(TOUCH, ['a'])).rejects.toThrow('over');
  });

  it.each([
    ['a commit', async (tx: Transaction) => put(tx, 'a')],
    [
      'a failed statement',
      async (tx: Transaction) => {
        await tx.query('SELECT 1 / $1::int AS quotient', [0]);
      },
    ],
    [
      'a failure of the work',
      async () => {
        throw new Error('no');
      },
    ],
    [
      'a value that cannot be sent',
      async (tx: Transaction) => {
        const loop: Record<string, unknown> = {};
        loop.self = loop;
        put(tx, 'a');
        await tx.query('SELECT $1::text AS echo', [loop]);
      },
    ],
  ])('leaves no scope and no open transaction after %s', async (_name, work) => {
    await run(work).catch(() => undefined);
    const { rows } = await database.pool.query(SCOPE);
    expect(rows).toEqual([{ purpose: '', open: null }]);
  });

  it('fails at the commit for a constraint that waits until then', async () => {
    await owner.query(`CREATE TABLE public.deferred (n integer UNIQUE DEFERRABLE INITIALLY DEFERRED);
      GRANT INSERT ON public.deferred TO plenary_worker`);
    const act = run(async (tx) => {
      tx.write('INSERT INTO public.deferred VALUES ($1)', [1]);
      tx.write('INSERT INTO public.deferred VALUES ($1)', [1]);
    });
    expect(await act.catch((error: unknown) => sqlState(error))).toBe('23505');
  });
});
