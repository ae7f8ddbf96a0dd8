import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asked } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { createNomination } from '../journeys/operations.js';
import { type Person, type Product, startProduct } from '../support/product.js';

/** A fifth of an installation's, so that the bucket empties before the machine is busy: 20,000 objects at once. */
const OBJECTS_PER_SECOND = 1_000;

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    withoutWorker: true,
    environment: { CALLER_OBJECTS_PER_SECOND: String(OBJECTS_PER_SECOND) },
  });
  const { conferenceId, icc, business } = product.world;
  for (let index = 0; index < 20; index += 1) {
    await createNomination(product.as('iccCoordinator'), {
      conferenceId,
      bodyId: icc,
      constituencyId: business,
      person: { name: `Ana Muster ${index}` },
    });
  }
});
afterAll(() => product.close());

// 4,800 of the 5,000 objects that one query may ask for.
const MAXIMAL = `query ($c: ID!, $n: Int) { ${Array.from(
  { length: 8 },
  (_, index) =>
    `a${index}: nominations(conferenceId: $c, first: $n) { nodes { person { id } body { id } constituency { id } createdBy { id } } }`,
).join(' ')} }`;
const maximal = (person: Person): Promise<Asked> => asking(person, MAXIMAL, { n: 100 });
const little = (person: Person): Promise<Asked> =>
  asking(person, 'query ($c: ID!) { nominations(conferenceId: $c, first: 5) { nodes { id } } }', {});
const asking = (person: Person, query: string, more: object): Promise<Asked> =>
  ask(product.url, query, {
    token: product.tokenOf(person),
    variables: { c: product.world.conferenceId, ...more },
  });

describe('row 29: thirty of the largest queries at once', () => {
  it('empty the bucket of whoever sends them; everybody else is answered, and it fills again', async () => {
    const began = performance.now();
    let isOver = false;
    const flood = Promise.all(Array.from({ length: 30 }, () => maximal('officer'))).finally(() => {
      isOver = true;
    });
    const others: Asked[] = [];
    do others.push(await little('iccViewer'), await ask(product.url, '{ viewer { user { id } } }'));
    while (!isOver);
    const answers = await flood;
    const seconds = (performance.now() - began) / 1_000;

    const answered = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answered.flatMap(({ errors }) => errors)).toEqual([]);
    expect(answered.length).toBeGreaterThanOrEqual(4);
    expect(answered.length).toBeLessThanOrEqual(4 + Math.ceil((seconds * OBJECTS_PER_SECOND) / 4_800));
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, data, codes, headers } of refused) {
      expect({ status, data, codes }).toEqual({ status: 429, data: undefined, codes: ['RATE_LIMITED'] });
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect(others.map(({ status, errors }) => ({ status, errors }))).toEqual(
      others.map(() => ({ status: 200, errors: [] })),
    );

    // The officer's other sessions drink from the same bucket, until it has filled.
    const patience = 1_000 * Math.max(...refused.map(({ headers }) => Number(headers.get('retry-after'))));
    await drain(async () => (await maximal('officer')).status === 200, {
      what: 'the bucket to fill',
      timeoutMs: patience + 20_000,
      // Each try costs a little of what flows in.
      everyMs: 500,
    });
  });

  it('also empty that of an address that nobody signed in at', async () => {
    const question = `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: conferences { constituencies { id } windows { id } themes { id } }`).join(' ')} }`;
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(product.url, question)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect(await little('iccViewer')).toMatchObject({ status: 200, errors: [] });
  });
});
