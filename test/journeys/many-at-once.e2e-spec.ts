import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Person, type Product, startProduct } from '../support/product.js';
import {
  actOnMany,
  createNomination,
  decideNomination,
  type Item,
  type ManyAnswer,
  recommendNomination,
  releaseDecisions,
  stateOf,
  submitNomination,
  versionOf,
} from './operations.js';

let product: Product;
let count = 0;

beforeAll(async () => {
  product = await startProduct({ places: 200, withoutWorker: true });
});
afterAll(() => product.close());

interface Drafted {
  readonly by?: Person;
  readonly body?: 'icc' | 'chathamHouse';
  readonly [field: string]: unknown;
}

async function drafts(
  of: number,
  { by = 'iccCoordinator', body = 'icc', ...more }: Drafted = {},
): Promise<Item[]> {
  const items: Item[] = [];
  for (let index = 0; index < of; index += 1) {
    count += 1;
    const { nomination, errors } = await createNomination(product.as(by), {
      conferenceId: product.world.conferenceId,
      bodyId: product.world[body],
      constituencyId: product.world.business,
      person: { name: `Many Sample ${count}`, email: `many.${count}@example.org` },
      ...more,
    });
    if (nomination === null) throw new Error(JSON.stringify(errors));
    items.push({ id: nomination.id, version: nomination.version });
  }
  return items;
}
const idsOf = (items: readonly Item[]): string[] => items.map(({ id }) => id);
/** As this person reads them now. */
const asRead = (by: Person, items: readonly Item[]): Promise<Item[]> =>
  Promise.all(items.map(async ({ id }) => ({ id, version: (await versionOf(product.as(by), id)) ?? 1 })));
async function submitted(of: number): Promise<Item[]> {
  const items = await drafts(of);
  for (const { id } of items) await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
  return asRead('officer', items);
}
async function recommended(of: number): Promise<Item[]> {
  const items = await submitted(of);
  for (const { id } of items)
    await recommendNomination(product.as('officer'), id, { recommendation: 'APPROVE' });
  return asRead('approver', items);
}

/** `DONE` or the codes of its refusal, each in its place. */
const told = ({ results }: ManyAnswer): string[] =>
  (results ?? []).map(({ outcome, errors }) =>
    errors.length === 0 ? outcome : errors.map(({ code }) => code).join(' '),
  );
const states = (by: Person, items: readonly Item[]): Promise<(string | null)[]> =>
  Promise.all(items.map(({ id }) => stateOf(product.as(by), id)));

describe('one request does to many what the act does to one', () => {
  it('submits what is whole, and says of the rest what is missing or changed', async () => {
    const whole = await drafts(2);
    const [bare] = await drafts(1, { person: { name: 'Bare Sample' } });
    const [old] = await drafts(1);
    const items = [whole[0], bare, { id: old?.id ?? '', version: 7 }, whole[1]] as Item[];
    const answer = await actOnMany(product.as('iccCoordinator'), 'submitNomination', items);
    expect(told(answer)).toEqual(['DONE', 'INCOMPLETE', 'VERSION_CONFLICT', 'DONE']);
    expect(answer.results?.map(({ nomination }) => nomination?.state)).toEqual([
      'SUBMITTED',
      'DRAFT',
      'DRAFT',
      'SUBMITTED',
    ]);
    expect(answer.results?.map(({ nomination }) => nomination?.id)).toEqual(idsOf(items));
    expect(await states('iccCoordinator', items)).toEqual(['SUBMITTED', 'DRAFT', 'DRAFT', 'SUBMITTED']);
  });

  it('refuses each in the very words in which the act refuses it alone', async () => {
    const [done] = await submitted(1);
    const [other] = await drafts(1, { by: 'chCoordinator', body: 'chathamHouse' });
    const items = [done, { id: newId(), version: 1 }, other, { id: 'no-id', version: 1 }] as Item[];
    const icc = product.as('iccCoordinator');
    const { results } = await actOnMany(icc, 'submitNomination', items);
    for (const [index, { id, version }] of items.entries()) {
      const { errors } = await submitNomination(icc, id, { version });
      expect(results?.[index]?.errors).toEqual(errors);
    }
    // Out of sight is like unknown, to the last byte.
    expect(results?.[2]).toEqual(results?.[1]);
  });

  it('moves drafts to another constituency, and returns with one question', async () => {
    const items = await drafts(2);
    const { academia: constituencyId } = product.world;
    const moved = await actOnMany(product.as('iccNominator'), 'updateNomination', items, { constituencyId });
    expect(told(moved)).toEqual(['DONE', 'DONE']);
    const { rows } = await product.admin.query<{ constituency_id: string }>(
      'SELECT DISTINCT constituency_id FROM nominations.nomination WHERE id = ANY ($1)',
      [idsOf(items)],
    );
    expect(rows).toEqual([{ constituency_id: constituencyId }]);

    const inReview = await submitted(2);
    const question = 'Who pays for the journey?';
    expect(told(await actOnMany(product.as('officer'), 'returnNomination', inReview, { question }))).toEqual([
      'DONE',
      'DONE',
    ]);
    const back = await asRead('iccCoordinator', inReview);
    const answer = 'We do.';
    expect(told(await actOnMany(product.as('iccCoordinator'), 'submitNomination', back, { answer }))).toEqual(
      ['DONE', 'DONE'],
    );
  });

  it('ranks in the order given', async () => {
    const items = (await drafts(3)).toReversed();
    const answer = await actOnMany(product.as('iccNominator'), 'updateNomination', items, { rank: 4 });
    expect(told(answer)).toEqual(['DONE', 'DONE', 'DONE']);
    const { rows } = await product.admin.query<{ id: string; rank: number }>(
      'SELECT id, rank FROM nominations.nomination WHERE id = ANY ($1) ORDER BY rank',
      [idsOf(items)],
    );
    expect(rows).toEqual(idsOf(items).map((id, index) => ({ id, rank: 4 + index })));
  });

  it('takes nominations back, each with its place', async () => {
    const items = [...(await drafts(1)), ...(await asRead('iccCoordinator', await submitted(2)))];
    const holds = async (): Promise<number> => {
      const { rows } = await product.admin.query<{ held: number }>(
        'SELECT sum(held)::int AS held FROM nominations.quota WHERE body_id = $1',
        [product.world.icc],
      );
      return rows[0]?.held ?? 0;
    };
    const before = await holds();
    const answer = await actOnMany(product.as('iccCoordinator'), 'withdrawNomination', items, {
      reason: 'No',
    });
    expect(told(answer)).toEqual(['DONE', 'DONE', 'DONE']);
    expect(await holds()).toBe(before - 2);
  });

  it('recommends and decides, with duties apart item by item, and the bodies hear nothing before the release', async () => {
    const items = await submitted(3);
    const recommendation = { recommendation: 'APPROVE' };
    expect(
      told(await actOnMany(product.as('officer'), 'recommendNomination', items, recommendation)),
    ).toEqual(['DONE', 'DONE', 'DONE']);
    // The approver had a hand in one of them.
    await product.admin.query('UPDATE approvals.review SET last_edited_by = $2 WHERE subject_id = $1', [
      items[1]?.id,
      product.world.people.approver.userId,
    ]);
    const before = await asRead('iccCoordinator', items);
    const ready = await asRead('approver', items);
    const answer = await actOnMany(product.as('approver'), 'decideNomination', ready, { outcome: 'RESERVE' });
    expect(told(answer)).toEqual(['DONE', 'SEPARATION_OF_DUTIES', 'DONE']);
    expect(answer.results?.map(({ nomination }) => nomination?.state)).toEqual([
      'DECIDED',
      'UNDER_REVIEW',
      'DECIDED',
    ]);
    expect(await states('iccCoordinator', items)).toEqual(items.map(() => 'UNDER_REVIEW'));
    expect(await asRead('iccCoordinator', items)).toEqual(before);
    // Nor does a body learn by trying what is decided of its own.
    const asked = await actOnMany(product.as('iccCoordinator'), 'withdrawNomination', before, {
      isDryRun: true,
    });
    expect(told(asked)).toEqual(['POSSIBLE', 'POSSIBLE', 'POSSIBLE']);
    const host = await actOnMany(product.as('iccCoordinator'), 'decideNomination', before, {
      outcome: 'RESERVE',
    });
    expect(told(host)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it('takes decisions back until their release, which bodies never hear of, and no other', async () => {
    const items = await recommended(3);
    const outcome = 'APPROVE';
    await actOnMany(product.as('approver'), 'decideNomination', items, { outcome });
    const [, , released] = items;
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [released?.id ?? '']);
    const before = await asRead('iccCoordinator', items);
    const now = await asRead('approver', items);
    const reason = 'Too early';
    const answer = await actOnMany(product.as('approver'), 'reopenNomination', now, { reason });
    expect(told(answer)).toEqual(['DONE', 'DONE', 'ACTION_UNAVAILABLE']);
    expect(await states('approver', items)).toEqual(['UNDER_REVIEW', 'UNDER_REVIEW', 'APPROVED']);
    expect(await asRead('iccCoordinator', items)).toEqual(before);
    const decidedAgain = await asRead('otherApprover', items.slice(0, 2));
    expect(
      told(await actOnMany(product.as('otherApprover'), 'decideNomination', decidedAgain, { outcome })),
    ).toEqual(['DONE', 'DONE']);
  });

  it('promotes in the order given', async () => {
    const items = await recommended(2);
    for (const { id } of items) await decideNomination(product.as('approver'), id, { outcome: 'RESERVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, idsOf(items));
    const reserved = await asRead('otherApprover', items);
    const answer = await actOnMany(product.as('otherApprover'), 'promoteNomination', reserved);
    expect(told(answer)).toEqual(['DONE', 'DONE']);
    expect(await states('iccCoordinator', items)).toEqual(['APPROVED', 'APPROVED']);
  });
});

describe('before it is done', () => {
  it('can be asked what would become of each, in the same words; nothing moves, nothing is told', async () => {
    const whole = await drafts(1);
    const bare = await drafts(1, { person: { name: 'Bare Sample' } });
    const items = [...whole, ...bare, { id: newId(), version: 1 }];
    const icc = product.as('iccCoordinator');
    const marks = async (): Promise<unknown> => {
      const { rows } = await product.admin.query(
        `SELECT (SELECT count(*) FROM audit.event) AS events, (SELECT count(*) FROM platform.outbox) AS jobs,
           (SELECT count(*) FROM platform.idempotency) AS keys, (SELECT sum(held) FROM nominations.quota) AS held`,
      );
      return rows[0];
    };
    const before = await marks();
    const idempotencyKey = randomUUID();
    const asked = await actOnMany(icc, 'submitNomination', items, { isDryRun: true, idempotencyKey });
    expect(told(asked)).toEqual(['POSSIBLE', 'INCOMPLETE', 'NOT_FOUND']);
    expect(await marks()).toEqual(before);
    expect(await states('iccCoordinator', whole)).toEqual(['DRAFT']);
    const done = await actOnMany(icc, 'submitNomination', items, { idempotencyKey });
    expect(told(done)).toEqual(['DONE', 'INCOMPLETE', 'NOT_FOUND']);
    expect(done.results?.[1]?.errors).toEqual(asked.results?.[1]?.errors);
  });

  it('is refused as a whole for a mistake in what is the same for all', async () => {
    const items = await drafts(1);
    const icc = product.as('iccCoordinator');
    const { results, errors } = await actOnMany(icc, 'submitNomination', items, {
      answer: 'x'.repeat(6_000),
    });
    expect([results, errors[0]?.code, errors[0]?.path]).toEqual([null, 'INVALID_INPUT', ['input', 'answer']]);
    const none = await actOnMany(icc, 'submitNomination', []);
    expect(none.errors[0]).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'items'] });
  });
});

describe('all that match a filter', () => {
  const MATCHING = `query ($c: ID!, $f: NominationFilter, $o: NominationOrder) {
    matchingNominations(conferenceId: $c, filter: $f, orderBy: $o) { nominationId version } }`;
  const matching = async (by: Person, filter: object, orderBy?: object): Promise<Item[]> => {
    const { matchingNominations: found } = await product
      .as(by)
      .data<{ matchingNominations: { nominationId: string; version: number }[] }>(MATCHING, {
        c: product.world.conferenceId,
        f: filter,
        o: orderBy,
      });
    return found.map(({ nominationId: id, version }) => ({ id, version }));
  };

  it('are taken as they are at one moment, in their order, and acted on as that list', async () => {
    const items = await drafts(3);
    const ids = idsOf(items);
    const found = await matching('iccCoordinator', { ids }, { field: 'CREATED_AT', direction: 'DESC' });
    expect(found).toEqual(items.toReversed());
    // Who comes later is not among them; who changed meanwhile is left alone.
    await drafts(1);
    await actOnMany(product.as('iccNominator'), 'updateNomination', [items[1] as Item]);
    const answer = await actOnMany(product.as('iccCoordinator'), 'submitNomination', found);
    expect(told(answer)).toEqual(['DONE', 'VERSION_CONFLICT', 'DONE']);
  });

  it('are all that there are, in every order, where nothing is filtered', async () => {
    const own = await matching('chCoordinator', {});
    for (const field of ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK']) {
      const ordered = await matching('chCoordinator', {}, { field, direction: 'ASC' });
      expect(new Set(idsOf(ordered))).toEqual(new Set(idsOf(own)));
      expect((await matching('officer', {}, { field, direction: 'DESC' })).length).toBeGreaterThan(
        own.length,
      );
    }
  });

  it('are as the caller sees them: of a body its own, and of a hidden decision nothing', async () => {
    const [foreign] = await drafts(1, { by: 'chCoordinator', body: 'chathamHouse' });
    const [hidden] = await recommended(1);
    await decideNomination(product.as('approver'), hidden?.id ?? '', { outcome: 'RESERVE' });
    const ids = [foreign?.id ?? '', hidden?.id ?? ''];
    expect(idsOf(await matching('iccCoordinator', { ids }))).toEqual([hidden?.id]);
    expect(await matching('iccCoordinator', { ids, states: ['DECIDED'] })).toEqual([]);
    expect(idsOf(await matching('approver', { ids, states: ['DECIDED'] }))).toEqual([hidden?.id]);
  });

  it('are, of the inbox, what waits for this colleague, the most urgent first; of a body nothing', async () => {
    const mine = await recommended(2);
    const [waiting] = await submitted(1);
    const query = `query ($f: InboxFilter) { matchingInbox(filter: $f) { nominationId version } }`;
    const inbox = async (by: Person, filter: object = {}): Promise<Item[]> => {
      const { matchingInbox: found } = await product
        .as(by)
        .data<{ matchingInbox: { nominationId: string; version: number }[] }>(query, {
          f: { conferenceId: product.world.conferenceId, search: 'Many', ...filter },
        });
      return found.map(({ nominationId: id, version }) => ({ id, version }));
    };
    const toSign = await inbox('otherApprover', { actionable: true, stages: ['SIGN_OFF'] });
    expect(toSign).toEqual(expect.arrayContaining(await asRead('otherApprover', mine)));
    expect(idsOf(toSign)).not.toContain(waiting?.id);
    expect(idsOf(await inbox('otherOfficer', { actionable: true }))).toContain(waiting?.id);
    expect(await inbox('iccCoordinator')).toEqual([]);
    const answer = await actOnMany(product.as('otherApprover'), 'decideNomination', toSign, {
      outcome: 'RESERVE',
    });
    expect(told(answer)).toEqual(toSign.map(() => 'DONE'));
  });

  it('are no more than can be acted on', async () => {
    await product.admin.query(
      `WITH person AS (
         INSERT INTO nominations.person (id, conference_id, body_id, name)
         SELECT gen_random_uuid(), $1, $2, 'Crowd Sample ' || i FROM generate_series(1, 1001) i RETURNING id, name
       )
       INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
         created_by, last_edited_by, search_text, sort_name)
       SELECT gen_random_uuid(), $1, $2, $3, id, 'CROWD-' || name, 'DRAFT', 'OBSERVER', $4, $4, name, name FROM person`,
      [
        product.world.conferenceId,
        product.world.chathamHouse,
        product.world.academia,
        product.world.people.chCoordinator.userId,
      ],
    );
    const { errors } = await product
      .as('chCoordinator')
      .query(MATCHING, { c: product.world.conferenceId, f: { capacities: ['OBSERVER'] } });
    expect(errors).toMatchObject([
      {
        message: 'More than 1,000 match, and no more can be done at a time. Narrow the filter.',
        extensions: { code: 'INVALID_INPUT', inputPath: ['filter'] },
      },
    ]);
    await product.admin.query(
      `UPDATE nominations.nomination SET capacity = 'DELEGATE' WHERE id = (
         SELECT id FROM nominations.nomination WHERE capacity = 'OBSERVER' LIMIT 1)`,
    );
    expect(await matching('chCoordinator', { capacities: ['OBSERVER'] })).toHaveLength(1_000);
  });
});
