import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createNomination,
  returnNomination,
  submitNomination,
  withdrawNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

const CANARY = 'Zyxwvut Canarypersson';

describe('row 46: what people write about a person', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
  });
  afterAll(() => product.close());

  it('stays erasable: questions, answers and reasons are in no record that is for ever', async () => {
    const icc = product.as('iccCoordinator');
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    const person = { name: 'Somebody Else', email: 'else@example.org' };
    const { nomination } = await createNomination(icc, { conferenceId, bodyId, constituencyId, person });
    const id = nomination?.id ?? '';
    const said = (what: string): string => `${what} about ${CANARY}`;
    await submitNomination(icc, id, { version: 1 });
    await returnNomination(product.as('officer'), id, { version: 2, question: said('A question') });
    await submitNomination(icc, id, { answer: said('An answer') });
    await withdrawNomination(icc, id, { reason: said('A reason') });
    const { history } = (
      await icc.data<{ nomination: { history: { nodes: { remark: string | null }[] } } }>(
        'query ($id: ID!) { nomination(id: $id) { history { nodes { remark } } } }',
        { id },
      )
    ).nomination;
    expect(history.nodes.map(({ remark }) => remark).filter((remark) => remark !== null)).toEqual(
      ['A question', 'An answer', 'A reason'].map(said),
    );
    for (const table of ['platform.outbox', 'platform.idempotency', 'audit.event']) {
      const found = await product.admin.query(`SELECT FROM ${table} AS t WHERE t::text ILIKE '%canary%'`);
      expect([table, found.rowCount]).toEqual([table, 0]);
    }
  });
});
