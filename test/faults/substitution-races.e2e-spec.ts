import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nomineesOf } from '../journeys/nominees.js';
import {
  type Answer,
  releaseDecisions,
  substituteNominee,
  versionOf,
  withdrawNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

/** Row 20 of the fault matrix, for a place that passes to another person while somebody else acts on it. */
const PLACES = 100;
const ROUNDS = 8;

let product: Product;
let count = 0;

beforeAll(async () => {
  product = await startProduct({ places: PLACES, withoutWorker: true });
});

afterAll(() => product.close());

/** The address is made of the letters of the name. */
function somebody(role: string): string {
  count += 1;
  return `${role} ${[...String(count)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}`;
}

/** Approved, and not released. */
const decided = () => nomineesOf(product).decided(somebody('Racing Director'), { outcome: 'APPROVE' });

async function released(): Promise<string> {
  const id = await decided();
  expect((await release(id)).errors).toEqual([]);
  return id;
}

const release = (id: string) => releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);

async function substitute(id: string, version: number | undefined): Promise<Answer> {
  const name = somebody('Racing Deputy');
  const person = { name, email: nomineesOf(product).emailOf(name) };
  return substituteNominee(product.as('iccCoordinator'), id, { version, person });
}

const withdraw = (id: string, version: number | undefined): Promise<Answer> =>
  withdrawNomination(product.as('iccCoordinator'), id, { version });

const current = (id: string) => versionOf(product.as('iccCoordinator'), id);

interface Place {
  readonly free: number;
  readonly drift: number;
}

/** Places that nobody has, and how far counters and ledger are apart. */
async function place(): Promise<Place | undefined> {
  const { rows } = await product.admin.query<Place>(
    `SELECT q.allotted + q.overridden - q.held - q.consumed AS free,
       abs(q.held - coalesce(sum(e.held_delta), 0))::int + abs(q.consumed - coalesce(sum(e.consumed_delta), 0))::int AS drift
     FROM nominations.quota q LEFT JOIN nominations.quota_entry e ON e.quota_id = q.id
     WHERE q.body_id = $1 AND q.constituency_id = $2 GROUP BY q.id`,
    [product.world.icc, product.world.business],
  );
  return rows[0];
}

/** Watches what is free on a connection of its own, for as long as the work goes on. */
async function freeDuring(work: () => Promise<unknown>): Promise<number[]> {
  const seen = new Set<number>();
  let isDone = false;
  const watching = (async () => {
    while (!isDone) seen.add((await place())?.free ?? -1);
  })();
  await work().finally(() => {
    isDone = true;
  });
  await watching;
  return [...seen];
}

const states = async (ids: readonly string[]): Promise<string[]> =>
  (
    await product.admin.query<{ state: string }>(
      'SELECT state FROM nominations.nomination WHERE id = ANY ($1) OR supersedes = ANY ($1) ORDER BY id',
      [ids],
    )
  ).rows.map(({ state }) => state);

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): string =>
  errors.map(({ code }) => code).join() || 'done';
const LOST = ['VERSION_CONFLICT', 'ACTION_UNAVAILABLE'];

describe('a place that passes to another person', () => {
  it('passes once, however many name somebody at once, and nothing is free in between', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = round % 2 === 0 ? await decided() : await released();
      const version = await current(id);
      const before = await place();
      const told: string[] = [];
      const free = await freeDuring(async () => {
        const answers = await Promise.all(Array.from({ length: 4 }, () => substitute(id, version)));
        told.push(...answers.map(codes));
      });
      expect(told.filter((code) => code === 'done')).toHaveLength(1);
      expect(told.filter((code) => code !== 'done' && !LOST.includes(code))).toEqual([]);
      expect(await states([id])).toEqual(['SUPERSEDED', 'SUBMITTED']);
      expect(free).toEqual([before?.free]);
      expect(await place()).toEqual({ free: before?.free, drift: 0 });
    }
  });

  it('passes, or its decision is released, and never both of the same person', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await decided();
      const version = await current(id);
      const before = await place();
      const told: string[] = [];
      const free = await freeDuring(async () => {
        const [batch, answer] = await Promise.all([release(id), substitute(id, version)]);
        told.push(codes(batch), codes(answer));
      });
      const [ofRelease, ofSubstitution] = told;
      const now = await states([id]);
      // Whoever came first: the release left out what was passed on, or the act was about what has changed since.
      expect([
        ['NOTHING_TO_RELEASE', 'done', 'SUPERSEDED,SUBMITTED'],
        ['done', 'VERSION_CONFLICT', 'APPROVED'],
      ]).toContainEqual([ofRelease, ofSubstitution, now.join()]);
      expect(free).toEqual([before?.free]);
      expect(await place()).toEqual({ free: before?.free, drift: 0 });
    }
  });

  it('passes, or is given back by a withdrawal, and never both', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await decided();
      const version = await current(id);
      const before = await place();
      const [answer, withdrawal] = await Promise.all([substitute(id, version), withdraw(id, version)]);
      const isPassed = codes(answer) === 'done';
      expect(LOST).toContain(codes(isPassed ? withdrawal : answer));
      expect(await states([id])).toEqual(isPassed ? ['SUPERSEDED', 'SUBMITTED'] : ['WITHDRAWN']);
      expect(await place()).toEqual({ free: (before?.free ?? 0) + (isPassed ? 0 : 1), drift: 0 });
    }
  });
});
