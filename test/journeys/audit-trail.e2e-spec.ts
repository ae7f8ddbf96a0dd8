import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, recommendNomination, submitNomination } from './operations.js';

const EVENTS = `query ($c: ID!) { auditEvents(conferenceId: $c, first: 50) {
  nodes { action subjectType subjectId nomination { id reference } } } }`;

interface Event {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly nomination: { readonly id: string; readonly reference: string } | null;
}

describe('the audit trail', () => {
  let product: Product;
  let made: { id: string; reference: string };

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
    const icc = product.as('iccCoordinator');
    const { nomination } = await createNomination(icc, nomineesOf(product).draft('Ana Muster'));
    const id = nomination?.id ?? '';
    await submitNomination(icc, id, { version: 1 });
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    ({ nomination: made } = await icc.data<{ nomination: typeof made }>(
      'query ($id: ID!) { nomination(id: $id) { id reference } }',
      { id },
    ));
  });
  afterAll(() => product.close());

  const eventsFor = async (person: Person): Promise<readonly Event[]> => {
    const variables = { c: product.world.conferenceId };
    const { auditEvents } = await product
      .as(person)
      .data<{ auditEvents: { nodes: Event[] } }>(EVENTS, variables);
    return auditEvents.nodes;
  };

  it.each(['iccCoordinator', 'officer', 'approver', 'auditor'] as const)(
    'says to %s which nomination an event is about',
    async (person) => {
      const events = await eventsFor(person);
      const about = events.filter(({ subjectId }) => subjectId === made.id);
      expect(about.length).toBeGreaterThanOrEqual(2);
      for (const { nomination } of about) expect(nomination).toEqual(made);
    },
  );

  it('names no nomination where the event is about something else', async () => {
    const others = (await eventsFor('auditor')).filter(({ subjectType }) => subjectType !== 'nomination');
    expect(others.map(({ nomination }) => nomination)).toEqual(others.map(() => null));
  });

  it('tells another body neither the event nor the nomination', async () => {
    const told = JSON.stringify(await eventsFor('chCoordinator'));
    expect([told.includes(made.id), told.includes(made.reference)]).toEqual([false, false]);
  });
});
