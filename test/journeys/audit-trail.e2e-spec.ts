import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, type Product, startProduct } from '../support/product.js';
import { growConference } from '../support/reads/grown-conference.js';
import { nomineesOf } from './nominees.js';
import { createNomination, recommendNomination, submitNomination } from './operations.js';

const EVENTS = `query ($c: ID!) { auditEvents(conferenceId: $c, first: 50) {
  nodes { action subjectType subjectId nomination { id reference } } } }`;
const SEARCHED = `query ($c: ID!, $search: String!) {
  auditEvents(conferenceId: $c, first: 50, filter: { search: $search }) {
    nodes { action subjectType subjectId nomination { id reference } } totalCount } }`;

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

  describe('searched by the name of a nominee', () => {
    const found = async (person: Person, search: string) => {
      const { auditEvents } = await product
        .as(person)
        .data<{ auditEvents: { nodes: Event[]; totalCount: number } }>(SEARCHED, {
          c: product.world.conferenceId,
          search,
        });
      return auditEvents.nodes.map(({ action, subjectId }) => [action, subjectId]);
    };

    it.each(['Ana Muster', 'muster, ana', 'MUST'])(
      'finds what was done with the nomination: %s',
      async (search) => {
        expect(await found('auditor', search)).toEqual([
          ['nomination.recommended', made.id],
          ['nomination.under-review', made.id],
          ['nomination.submitted', made.id],
          ['nomination.created', made.id],
        ]);
      },
    );

    it('finds the same by its reference', async () => {
      expect(await found('officer', made.reference)).toEqual(await found('officer', 'Ana Muster'));
    });

    it('finds for a partner what it may read of its own, and nothing of another’s', async () => {
      expect(await found('iccCoordinator', 'Ana Muster')).toEqual([
        ['nomination.under-review', made.id],
        ['nomination.submitted', made.id],
        ['nomination.created', made.id],
      ]);
      for (const search of ['Ana Muster', made.reference])
        expect(await found('chCoordinator', search)).toEqual([]);
    });
  });

  it('is not gathered for more than 1,000 people of the reader’s sight', async () => {
    const { admin, database, world } = product;
    // With nine users of the same family name: 1,000 people in all.
    await growConference(database.superuserUrl, world, { rows: 991, number: 1 });
    const search = async (person: Person) =>
      product.as(person).query<{ auditEvents: { totalCount: number } }>(SEARCHED, {
        c: world.conferenceId,
        search: 'family',
      });
    expect((await search('auditor')).data?.auditEvents.totalCount).toBe(991);
    const ofSmall = (await search('chCoordinator')).data?.auditEvents.totalCount;
    expect(ofSmall).toBe(247);

    await admin.query(
      `UPDATE nominations.nomination SET search_text = search_text || ' family' WHERE id = $1`,
      [made.id],
    );
    const { errors } = await search('auditor');
    expect(errors).toMatchObject([
      {
        message: 'More than 1,000 people are found by this. Type more of the name.',
        path: ['auditEvents'],
        extensions: { code: 'INVALID_INPUT', inputPath: ['filter', 'search'] },
      },
    ]);
    expect((await search('chCoordinator')).data?.auditEvents.totalCount).toBe(ofSmall);
  });
});
