import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { onOfferAfter } from './domain/places-on-offer.js';
import { onOffer } from './persistence/quota.statements.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Every quota of up to three places, and every act of what acts do: of a place held or used, given back, added or offered. */
const EVERY = `SELECT q.on_offer AS "onOffer", q.allotted + q.overridden - q.held - q.consumed AS free,
    m.held, m.consumed, m.overridden, m.offered, ${onOffer('m.held', 'm.consumed', 'm.overridden', 'm.offered')} AS written
  FROM (SELECT a AS allotted, o AS overridden, h AS held, c AS consumed, f AS on_offer
    FROM generate_series(0, 3) a, generate_series(0, 1) o, generate_series(0, 3) h, generate_series(0, 3) c, generate_series(0, 3) f
    WHERE h + c <= a + o AND c + f <= a + o) q,
  (SELECT h AS held, c AS consumed, o AS overridden, f AS offered
    FROM generate_series(-1, 1) h, generate_series(-1, 1) c, generate_series(-1, 1) o, generate_series(0, 1) f) m
  WHERE q.held + m.held >= 0 AND q.consumed + m.consumed >= 0 AND q.overridden + m.overridden >= 0
    AND q.held + m.held + q.consumed + m.consumed <= q.allotted + q.overridden + m.overridden`;

describe('places on offer', () => {
  it('are as many in a preview as the statement of the act writes, of those that are free then', async () => {
    const { rows } = await client.query<Record<'onOffer' | 'free' | 'written', number> & Move>(EVERY);
    expect(rows.length).toBeGreaterThan(1_000);
    const free = (row: (typeof rows)[number]): number => row.free + row.overridden - row.held - row.consumed;
    const told = rows.map((row) => ({
      row,
      told: onOfferAfter(row, { ...row, onOffer: row.offered }),
      written: Math.min(row.written, free(row)),
    }));
    expect(told.filter((one) => one.told !== one.written)).toEqual([]);
  });
});

type Move = Record<'held' | 'consumed' | 'overridden' | 'offered', number>;
