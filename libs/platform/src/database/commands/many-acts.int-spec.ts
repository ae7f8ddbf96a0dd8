import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { z } from 'zod';
import { newId, Refusal, type UserActor } from '#libs/kernel';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { type Act, type ActPerformer, idOfTarget } from './act.js';
import { Commands } from './commands.js';
import { ManyActs, type ManyOutcome, MOST_MANY } from './many-acts.js';
import { Database, openDataSource } from '../database.js';
import { OutboxBell } from '../outbox-bell.js';
import { type Transaction } from '../transaction.js';
import { UnitOfWork } from '../unit-of-work.js';

const actor: UserActor = {
  kind: 'user',
  userId: newId(),
  grants: [],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
};
const act: Act = {
  name: 'paintSeat',
  description: 'Paints a seat',
  input: z.object({ version: z.number().int().min(1), colour: z.enum(['RED', 'BLUE']) }),
  codes: ['NOT_FOUND'],
  extras: [],
  many: { description: 'Paints seats' },
};
const PAINT = 'INSERT INTO public.painted (seat) VALUES ($1)';

let test: TestDatabase;
let database: Database;
let commands: Commands;
let many: ManyActs;
/** What is done to a seat beside painting it; by default nothing. */
let meet: (id: string, tx: Transaction) => void | Promise<void>;
let begun: string[] = [];

beforeAll(async () => {
  test = await testDatabase();
  const source = openDataSource({ url: test.apiUrl, poolSize: 8, applicationName: 'plenary-many' });
  database = new Database(await source.initialize());
  commands = new Commands(database, new UnitOfWork(database, new OutboxBell(database)));
  many = new ManyActs(commands);
  const owner = new Pool({ connectionString: test.superuserUrl, max: 1 });
  await owner.query('CREATE TABLE public.painted (seat uuid NOT NULL)');
  await owner.query('GRANT SELECT, INSERT ON public.painted TO plenary_api');
  await owner.end();
});
afterAll(async () => {
  await database.source.destroy();
  await test.drop();
});
beforeEach(() => {
  begun = [];
  meet = () => undefined;
});

const painter: ActPerformer = {
  run: (by, target, key, raw) =>
    commands.run(by, { operation: act.name, key, request: [target, raw] }, async (tx) => {
      const id = idOfTarget(target);
      begun.push(id);
      tx.write(PAINT, [id]);
      await meet(id, tx);
      return { id };
    }),
};

interface Asked {
  readonly key?: string;
  readonly isDryRun?: boolean;
  readonly shared?: Readonly<Record<string, unknown>>;
}

const paint = (
  ids: readonly string[],
  { key = newId(), isDryRun = false, shared = { colour: 'RED' } }: Asked = {},
  form: Act = act,
): Promise<readonly ManyOutcome[]> =>
  many.run({ act: form, performer: painter }, actor, {
    key,
    items: ids.map((id) => ({ id, version: 1 })),
    isDryRun,
    shared,
  });

const seats = (count: number): string[] => Array.from({ length: count }, () => newId());
const codesOf = (outcomes: readonly ManyOutcome[]): string[] =>
  outcomes.map(({ refusals }) => refusals.map(({ code }) => code).join(' ') || 'done');
async function paintedTimes(ids: readonly string[]): Promise<number[]> {
  const rows = await database.run<{ seat: string }>({ text: 'SELECT seat FROM public.painted', values: [] });
  return ids.map((id) => rows.filter(({ seat }) => seat === id).length);
}
const refusing = (refused: string, more: Partial<Refusal> = {}): void => {
  meet = (id) => {
    if (id === refused) throw new Refusal('NOT_FOUND', 'There is no such seat.', ['id'], more.extras);
  };
};

describe('an act on many things', () => {
  it('does each, and answers in their order; one refusal stops no other', async () => {
    const ids = seats(9);
    refusing(ids[4] ?? '', { extras: { balance: { left: 0 } } });
    const outcomes = await paint(ids);
    expect(codesOf(outcomes)).toEqual(ids.map((_, index) => (index === 4 ? 'NOT_FOUND' : 'done')));
    expect(outcomes[4]?.refusals[0]).toMatchObject({
      message: 'There is no such seat.',
      path: ['id'],
      extras: { balance: { left: 0 } },
    });
    expect(await paintedTimes(ids)).toEqual(ids.map((_, index) => (index === 4 ? 0 : 1)));
  });

  it('counts on from the number that the first is given, over what is refused; null is the same for all', async () => {
    const ids = seats(3);
    const asked: unknown[] = [];
    const numbering: Act = {
      ...act,
      input: z.object({ version: z.number().int(), number: z.number().int().nullish() }),
      many: { description: 'Numbers seats', isInOrder: true, counted: 'number' },
    };
    const performer: ActPerformer = {
      run: (by, target, key, raw) => {
        asked.push((raw as { readonly number?: number | null }).number);
        return painter.run(by, target, key, raw);
      },
    };
    refusing(ids[1] ?? '');
    const number = (first: number | null, key = newId()): Promise<readonly ManyOutcome[]> =>
      many.run({ act: numbering, performer }, actor, {
        key,
        items: ids.map((id) => ({ id, version: 1 })),
        isDryRun: false,
        shared: { number: first },
      });
    expect(codesOf(await number(7))).toEqual(['done', 'NOT_FOUND', 'done']);
    expect(asked.splice(0)).toEqual([7, 8, 9]);
    await number(null);
    expect(asked).toEqual([null, null, null]);
  });

  it('goes through them one after the other where the first have the places', async () => {
    const ids = seats(12);
    let under = 0;
    let most = 0;
    meet = async (_, tx) => {
      under += 1;
      most = Math.max(most, under);
      await tx.query('SELECT pg_sleep(0.005)');
      under -= 1;
    };
    await paint(ids, {}, { ...act, many: { description: 'Paints seats', isInOrder: true } });
    expect([begun, most]).toEqual([ids, 1]);
    await paint(seats(12));
    expect(most).toBeGreaterThan(1);
  });

  it('is the same when it is sent again, refusals included, whatever could be done by then', async () => {
    const ids = seats(5);
    const key = newId();
    refusing(ids[1] ?? '');
    const first = await paint(ids, { key });
    meet = () => undefined;
    begun = [];
    expect(codesOf(await paint(ids, { key }))).toEqual(codesOf(first));
    expect(begun).toEqual([]);
    expect(await paintedTimes(ids)).toEqual([1, 0, 1, 1, 1]);
  });

  it('goes on where it was cut off when it is sent again, and does nothing twice', async () => {
    const ids = seats(8);
    const key = newId();
    meet = (id) => {
      if (id === ids[5]) throw new Error('The lights went out');
    };
    await expect(paint(ids, { key })).rejects.toThrow('The lights went out');
    const half = await paintedTimes(ids);
    expect(half[0]).toBe(1);
    expect(half[5]).toBe(0);
    meet = () => undefined;
    expect(codesOf(await paint(ids, { key }))).toEqual(ids.map(() => 'done'));
    expect(await paintedTimes(ids)).toEqual(ids.map(() => 1));
  });

  it('sent twice at once does each once, and both hear the same', async () => {
    const ids = seats(20);
    const key = newId();
    const [one, other] = await Promise.all([paint(ids, { key }), paint(ids, { key })]);
    expect(codesOf(one ?? [])).toEqual(codesOf(other ?? []));
    expect(await paintedTimes(ids)).toEqual(ids.map(() => 1));
  });

  it.each([
    ['other things', (ids: string[]) => [ids.slice(1), { colour: 'RED' }] as const],
    ['something else for them', (ids: string[]) => [ids, { colour: 'BLUE' }] as const],
  ])('refuses its key to %s, also while it is not over', async (_, change) => {
    const ids = seats(3);
    const key = newId();
    meet = (id) => {
      if (id === ids[1]) throw new Error('The lights went out');
    };
    await expect(paint(ids, { key })).rejects.toThrow('The lights went out');
    meet = () => undefined;
    const painted = await paintedTimes(ids);
    const [others, shared] = change(ids);
    await expect(paint(others, { key, shared })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await paintedTimes(ids)).toEqual(painted);
  });

  it('is not kept where all of them were refused, and may be sent again as an act alone', async () => {
    const ids = seats(3);
    const key = newId();
    meet = () => {
      throw new Refusal('NOT_FOUND', 'There is no such seat.');
    };
    expect(codesOf(await paint(ids, { key }))).toEqual(ids.map(() => 'NOT_FOUND'));
    const { rows } = await database.pool.query('SELECT FROM platform.idempotency WHERE key = $1', [key]);
    expect(rows).toEqual([]);
    meet = () => undefined;
    expect(codesOf(await paint(ids, { key }))).toEqual(['done', 'done', 'done']);
  });

  it('binds its key once of two requests that come at once: the other is refused and does nothing', async () => {
    const [ids, others] = [seats(6), seats(6)];
    const key = newId();
    const ends = await Promise.allSettled([paint(ids, { key }), paint(others, { key })]);
    const [winners, losers] = ends[0]?.status === 'fulfilled' ? [ids, others] : [others, ids];
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
    expect(await paintedTimes(winners ?? [])).toEqual(ids.map(() => 1));
    expect(await paintedTimes(losers ?? [])).toEqual(others.map(() => 0));
  });

  it.each([
    ['nothing', (): string[] => [], { colour: 'RED' }],
    ['more than may be', () => seats(MOST_MANY + 1), { colour: 'RED' }],
    [
      'one of them twice',
      () => {
        const [one = '', other = ''] = seats(2);
        return [one, other, one];
      },
      { colour: 'RED' },
    ],
    ['a mistake in what is the same for all', () => seats(2), { colour: 'MATT' }],
  ])('is refused as a whole for %s', async (_, ids, shared) => {
    await expect(paint(ids(), { shared })).rejects.toMatchObject(
      shared.colour === 'RED'
        ? { code: 'INVALID_INPUT', path: ['input', 'items'] }
        : { name: 'InvalidInput' },
    );
    expect(begun).toEqual([]);
  });

  it('that is only asked meets every rule, does nothing and leaves its key', async () => {
    const ids = seats(4);
    const key = newId();
    meet = (id, tx) => {
      if (id === ids[0]) throw new Refusal('NOT_FOUND', 'There is no such seat.');
      // What the commit alone would meet.
      if (id === ids[2]) tx.write(PAINT, [null]);
    };
    await expect(paint(ids, { key, isDryRun: true })).rejects.toMatchObject({ code: '23502' });
    refusing(ids[0] ?? '');
    expect(codesOf(await paint(ids, { key, isDryRun: true }))).toEqual(['NOT_FOUND', 'done', 'done', 'done']);
    expect(await paintedTimes(ids)).toEqual([0, 0, 0, 0]);
    meet = () => undefined;
    expect(codesOf(await paint(ids, { key }))).toEqual(['done', 'done', 'done', 'done']);
  });
});
