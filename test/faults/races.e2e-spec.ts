import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import {
  actOnMany,
  createNomination,
  decideNomination,
  type ManyAnswer,
  recommendNomination,
  releaseDecisions,
  submitNomination,
  withdrawNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

/** Rows 17 to 20 of the fault matrix: the same act twice, two people at once, the last place, a change of mind. */
let product: Product;
let count = 0;

beforeAll(async () => {
  product = await startProduct({ places: 500 });
});

afterAll(() => product.close());

const draft = async (constituencyId = product.world.business): Promise<string> => {
  count += 1;
  const { nomination } = await createNomination(product.as('iccCoordinator'), {
    conferenceId: product.world.conferenceId,
    bodyId: product.world.icc,
    constituencyId,
    person: { name: `Racing Sample ${count}`, email: `racing.${count}@example.org` },
  });
  return nomination?.id ?? '';
};

const readyToDecide = async (): Promise<string> => {
  const id = await draft();
  await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
  await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
  return id;
};

const single = async (sql: string, values: unknown[]): Promise<Record<string, unknown>> =>
  (await product.admin.query<Record<string, unknown>>(sql, values)).rows[0] ?? {};

describe('row 17: one request sent fifty times', () => {
  it('has one effect and one answer', async () => {
    const id = await draft();
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        submitNomination(product.as('iccCoordinator'), id, { version: 1, idempotencyKey }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ nomination }) => nomination?.id))).toEqual(new Set([id]));
    // A repeated answer shows the nomination as it is by then: the end of the screening moves its version on.
    const versions = answers.map(({ nomination }) => nomination?.version ?? 0);
    expect(Math.min(...versions)).toBe(2);
    expect(Math.max(...versions)).toBeLessThanOrEqual(3);
    const effects = await single(
      `SELECT (SELECT count(*)::int FROM nominations.quota_entry WHERE nomination_id = $1) AS holds,
        (SELECT count(*)::int FROM approvals.review WHERE subject_id = $1) AS reviews,
        (SELECT count(*)::int FROM audit.event WHERE subject_id = $1 AND action = 'nomination.submitted') AS events`,
      [id],
    );
    expect(effects).toEqual({ holds: 1, reviews: 1, events: 1 });
    const other = await submitNomination(product.as('iccCoordinator'), id, {
      version: 1,
      idempotencyKey,
      answer: 'something else',
    });
    expect(other.errors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is two acts when two people send it, and neither hears the answer of the other', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      conferenceId: product.world.conferenceId,
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      // Without an address: a body nominates one address once.
      person: { name: 'Twice Sample' },
    };
    const pair = ['iccCoordinator', 'iccNominator'] as const;
    const send = () => Promise.all(pair.map((person) => createNomination(product.as(person), input)));
    const [first, again] = [await send(), await send()];
    const ids = first.map(({ nomination }) => nomination?.id);
    expect(new Set(ids).size).toBe(2);
    expect(again.map(({ nomination }) => nomination?.id)).toEqual(ids);
    const { rows } = await product.admin.query<{ id: string; created_by: string }>(
      `SELECT n.id, n.created_by FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE p.name = $1`,
      [input.person.name],
    );
    expect(new Set(rows.map(({ id, created_by }) => `${id} ${created_by}`))).toEqual(
      new Set(pair.map((person, index) => `${ids[index]} ${product.world.people[person].userId}`)),
    );
  });
});

describe('row 18: two approvers decide at once', () => {
  it('lets exactly one win, forty times over, and tells the other who did', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, readyToDecide));
    await Promise.all(
      ids.map(async (id) => {
        const [one, two] = await Promise.all([
          decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' }),
          decideNomination(product.as('otherApprover'), id, { version: 2, outcome: 'RESERVE' }),
        ]);
        const refused = [...one.errors, ...two.errors];
        expect(refused.map(({ code }) => code)).toEqual(['ALREADY_DECIDED']);
        expect(refused[0]?.message).toMatch(
          /^(Other )?Approver of .* has decided this nomination already\.$/,
        );
      }),
    );
    const { decisions } = await single(
      'SELECT count(*)::int AS decisions FROM approvals.decision WHERE subject_id = ANY ($1) AND voided_at IS NULL',
      [ids],
    );
    expect(decisions).toBe(40);
  });
});

describe('row 19: the last place, taken by many at once', () => {
  it('goes to exactly one in each of ten rounds, and the quota is never overrun', async () => {
    const { academia, icc } = product.world;
    for (let round = 1; round <= 10; round += 1) {
      await product.admin.query(
        'UPDATE nominations.quota SET allotted = $3 WHERE body_id = $1 AND constituency_id = $2',
        [icc, academia, round],
      );
      const drafts = await Promise.all(Array.from({ length: 20 }, () => draft(academia)));
      const answers = await Promise.all(
        drafts.map((id) => submitNomination(product.as('iccCoordinator'), id, { version: 1 })),
      );
      expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
      expect(new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))).toEqual(
        new Set(['QUOTA_SPENT']),
      );
    }
    const quota = await single(
      `SELECT q.held, q.allotted, (SELECT sum(held_delta)::int FROM nominations.quota_entry e WHERE e.quota_id = q.id) AS ledger
        FROM nominations.quota q WHERE q.body_id = $1 AND q.constituency_id = $2`,
      [icc, academia],
    );
    expect(quota).toEqual({ held: 10, allotted: 10, ledger: 10 });
  });
});

describe('rows 17 to 19: many at once', () => {
  const drafts = async (of: number, constituencyId?: string) =>
    (await Promise.all(Array.from({ length: of }, () => draft(constituencyId)))).map((id) => ({
      id,
      version: 1,
    }));
  const tally = ({ results }: ManyAnswer): string[] =>
    (results ?? []).map(({ outcome, errors }) => errors[0]?.code ?? outcome);

  it('two requests over the same rows do each once: whoever comes second hears that it has changed', async () => {
    const items = await drafts(30);
    const send = () => actOnMany(product.as('iccCoordinator'), 'submitNomination', items);
    const answers = await Promise.all([send(), send()]);
    const [one = [], other = []] = answers.map(tally);
    for (const [index, outcome] of one.entries()) {
      expect([outcome, other[index]].toSorted()).toEqual(['DONE', 'VERSION_CONFLICT']);
    }
    const effects = await single(
      `SELECT (SELECT count(*)::int FROM nominations.quota_entry WHERE nomination_id = ANY ($1)) AS holds,
        (SELECT count(*)::int FROM approvals.review WHERE subject_id = ANY ($1)) AS reviews,
        (SELECT count(*)::int FROM audit.event WHERE subject_id = ANY ($1) AND action = 'nomination.submitted') AS events`,
      [items.map(({ id }) => id)],
    );
    expect(effects).toEqual({ holds: 30, reviews: 30, events: 30 });
  });

  it('one request sent ten times at once has one effect and one answer', async () => {
    const items = await drafts(12);
    const missing = { id: randomUUID(), version: 1 };
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        actOnMany(product.as('iccCoordinator'), 'submitNomination', [...items, missing], { idempotencyKey }),
      ),
    );
    for (const answer of answers) expect(tally(answer)).toEqual([...items.map(() => 'DONE'), 'NOT_FOUND']);
    const { holds } = await single(
      'SELECT count(*)::int AS holds FROM nominations.quota_entry WHERE nomination_id = ANY ($1)',
      [items.map(({ id }) => id)],
    );
    expect(holds).toBe(12);
  });

  it('the last places go to the first of the list, each once, whoever else asks for them', async () => {
    const { academia, icc } = product.world;
    const { held } = await single(
      'SELECT held FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2',
      [icc, academia],
    );
    await product.admin.query(
      'UPDATE nominations.quota SET allotted = $3 WHERE body_id = $1 AND constituency_id = $2',
      [icc, academia, Number(held) + 7],
    );
    const [first, second] = [await drafts(4, academia), await drafts(20, academia)];
    const alone = await actOnMany(product.as('iccCoordinator'), 'submitNomination', first);
    expect(tally(alone)).toEqual(first.map(() => 'DONE'));
    const halves = [second.slice(0, 10), second.slice(10)];
    const answers = await Promise.all(
      halves.map((items) => actOnMany(product.as('iccCoordinator'), 'submitNomination', items)),
    );
    const outcomes = answers.map(tally);
    expect(outcomes.flat().filter((outcome) => outcome === 'DONE')).toHaveLength(3);
    // In each list the places were given from its beginning.
    for (const each of outcomes) expect(each).toEqual(each.toSorted());
    const quota = await single(
      `SELECT q.held - q.allotted AS over, (SELECT sum(held_delta)::int FROM nominations.quota_entry e WHERE e.quota_id = q.id) - q.held AS drift
        FROM nominations.quota q WHERE q.body_id = $1 AND q.constituency_id = $2`,
      [icc, academia],
    );
    expect(quota).toEqual({ over: 0, drift: 0 });
  });
});

describe('row 19: the last of what is limited', () => {
  it('is given once: however many endpoints a body makes at once, it has no more than it may', async () => {
    const { conferenceId, icc } = product.world;
    await product.admin.query(
      `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, state, place)
       SELECT gen_random_uuid(), $1, $2, 'https://192.0.2.1/', 'PAUSED', decode(repeat('00', 28), 'hex') FROM generate_series(1, 18)`,
      [conferenceId, icc],
    );
    const make = async (): Promise<string | undefined> => {
      const { createWebhookEndpoint } = await product
        .as('iccCoordinator')
        .data<{ createWebhookEndpoint: { errors: { code: string }[] } }>(
          'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { errors { code } } }',
          {
            input: {
              idempotencyKey: randomUUID(),
              conferenceId,
              bodyId: icc,
              url: 'https://receiver.example/',
            },
          },
        );
      return createWebhookEndpoint.errors[0]?.code;
    };
    const outcomes = await Promise.all(Array.from({ length: 12 }, make));
    expect(outcomes.filter((code) => code === undefined)).toHaveLength(2);
    expect(outcomes.filter((code) => code === 'FORBIDDEN')).toHaveLength(10);
    expect(
      await single('SELECT count(*)::int AS count FROM webhooks.endpoint WHERE body_id = $1', [icc]),
    ).toEqual({ count: 20 });
    await product.admin.query('DELETE FROM webhooks.endpoint WHERE body_id = $1', [icc]);
  });
});

describe('row 20: withdrawn while the invitation is in the queue', () => {
  it('cancels the mail and the invitation, so that nobody is invited to a place that is gone', async () => {
    await product.stopWorker();
    const id = await readyToDecide();
    await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    expect((await withdrawNomination(product.as('iccCoordinator'), id, {})).errors).toEqual([]);
    await product.startWorker();
    await drain(
      async () => {
        const { open } = await single(
          `SELECT count(*)::int AS open FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= clock_timestamp()`,
          [],
        );
        return open === 0;
      },
      { what: 'the queue to run empty', timeoutMs: 60_000 },
    );
    const { rows } = await product.admin.query<{ state: string; invitation: string }>(
      `SELECT m.state, i.state AS invitation FROM invitations.invitation i JOIN notifications.message m ON m.subject_id = i.id WHERE i.source_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ state: 'CANCELLED', invitation: 'CANCELLED' }]);
    const { consumed } = await single(
      'SELECT sum(consumed_delta)::int AS consumed FROM nominations.quota_entry WHERE nomination_id = $1',
      [id],
    );
    expect(consumed).toBe(0);
  });
});
