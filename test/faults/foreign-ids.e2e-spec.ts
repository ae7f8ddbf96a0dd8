import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { ask, type Asked, withoutNumbers } from '#libs/platform/testing';
import { ALIKE, likenessInTime } from '#libs/testing';
import { createNomination, submitNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

const PAIRS = 200;

const mutation = (field: string, input: string): string =>
  `mutation ($id: ID!, $input: ${input}!) { ${field}(id: $id, input: $input) {
    nomination { id state version } errors { code message path } } }`;

interface Case {
  readonly query: string;
  readonly input?: object;
}

const CASES: Readonly<Record<string, Case>> = {
  nomination: { query: 'query ($id: ID!) { nomination(id: $id) { id state person { name } } }' },
  updateNomination: {
    query: mutation('updateNomination', 'UpdateNominationInput'),
    input: { version: 1, justification: 'Ours to say' },
  },
  submitNomination: { query: mutation('submitNomination', 'SubmitNominationInput'), input: { version: 1 } },
  withdrawNomination: {
    query: mutation('withdrawNomination', 'WithdrawNominationInput'),
    input: { version: 2 },
  },
};

/** Row 31, in time: what is said of foreign ids, and that nothing moves, is in `journeys/walls`. */
describe("row 31: another body's nomination, and one that never was", () => {
  let product: Product;
  /** Half of them drafts, half submitted; each with an id of the same age that is nobody's. */
  const theirs: string[] = [];
  const nobodys: string[] = [];

  beforeAll(async () => {
    product = await startProduct({ places: PAIRS, withoutWorker: true });
    const { conferenceId, chathamHouse: bodyId, business: constituencyId } = product.world;
    const client = product.as('chCoordinator');
    for (let index = 0; index < PAIRS; index += 1) {
      const { nomination } = await createNomination(client, {
        conferenceId,
        bodyId,
        constituencyId,
        person: { name: `Foreign Sample ${index}`, email: `foreign.${index}@example.org` },
      });
      const id = nomination?.id ?? '';
      if (index % 2 === 0) await submitNomination(client, id, { version: 1 });
      theirs.push(id);
      nobodys.push(newId());
    }
  });
  afterAll(() => product.close());

  it.each(Object.entries(CASES))(
    'answers %s alike, and in the same time',
    async (_field, { query, input }) => {
      const send = (id: string | undefined): Promise<Asked> =>
        ask(product.url, query, {
          token: product.tokenOf('iccCoordinator'),
          variables: {
            id,
            ...(input === undefined ? {} : { input: { idempotencyKey: randomUUID(), ...input } }),
          },
        });
      const likeness = await likenessInTime({
        pairs: PAIRS,
        one: (index) => send(theirs[index]),
        other: (index) => send(nobodys[index]),
        check: (one, other) => {
          expect([one.status, withoutNumbers(one.text)]).toEqual([other.status, withoutNumbers(other.text)]);
          expect(one.status).toBe(200);
        },
      });
      expect(likeness).toBeGreaterThan(ALIKE);
    },
  );
});
