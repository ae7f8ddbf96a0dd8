import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  reopenNomination,
  submitNomination,
  versionOf,
  withdrawNomination,
} from './operations.js';

interface Clock {
  readonly state: string;
  readonly version: number;
  readonly updatedAt: string;
}

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: 20 });
  nominees = nomineesOf(product);
});
afterAll(() => product.close());

const clock = async (person: Person, id: string): Promise<Clock> =>
  (
    await product
      .as(person)
      .data<{ nomination: Clock }>('query ($id: ID!) { nomination(id: $id) { state version updatedAt } }', {
        id,
      })
  ).nomination;

/** What the list of this span of time has, which has to say what the nomination says. */
async function changedIn(person: Person, updatedAt: object, more: object = {}): Promise<Map<string, Clock>> {
  const { nominations } = await product.as(person).data<{
    nominations: { nodes: ({ readonly id: string } & Clock)[]; totalCount: number };
  }>(
    `query ($c: ID!, $filter: NominationFilter) { nominations(conferenceId: $c, filter: $filter, first: 100) {
      nodes { id state version updatedAt } totalCount } }`,
    { c: product.world.conferenceId, filter: { updatedAt, ...more } },
  );
  expect(nominations.totalCount).toBe(nominations.nodes.length);
  return new Map(nominations.nodes.map(({ id, ...read }) => [id, read]));
}

const isAfter = (one: Clock, other: Clock): boolean =>
  Date.parse(one.updatedAt) > Date.parse(other.updatedAt);
const BODY: Person = 'iccCoordinator';
const HOST: Person = 'officer';

async function underReview(name: string): Promise<string> {
  const icc = product.as(BODY);
  const id = (await createNomination(icc, nominees.draft(name))).nomination?.id ?? '';
  await submitNomination(icc, id, { version: 1 });
  await drain(async () => (await clock(BODY, id)).state === 'UNDER_REVIEW', {
    what: 'the end of the screening',
  });
  return id;
}

async function answer(token: string, how: 'confirmInvitation' | 'declineInvitation'): Promise<void> {
  const { data } = await product
    .anonymous()
    .query(
      how === 'confirmInvitation'
        ? 'mutation ($t: String!, $i: ConfirmInvitationInput!) { a: confirmInvitation(token: $t, input: $i) { errors { code } } }'
        : 'mutation ($t: String!, $i: DeclineInvitationInput!) { a: declineInvitation(token: $t, input: $i) { errors { code } } }',
      { t: token, i: { idempotencyKey: randomUUID() } },
    );
  expect(data).toEqual({ a: { errors: [] } });
}

describe('the version and the time of the last change', () => {
  it('move with the end of the screening, and an act may name the version from before it', async () => {
    const icc = product.as(BODY);
    const id = (await createNomination(icc, nominees.draft('Ursula Screened'))).nomination?.id ?? '';
    const submitted = (await submitNomination(icc, id, { version: 1 })).nomination;
    await drain(async () => (await clock(BODY, id)).state === 'UNDER_REVIEW', {
      what: 'the end of the screening',
    });
    const after = await clock(BODY, id);
    expect(after.version).toBe(3);
    expect(await clock(HOST, id)).toMatchObject({ version: 3 });
    expect(submitted?.version).toBeLessThanOrEqual(3);
    const { errors, nomination } = await withdrawNomination(icc, id, { version: 2 });
    expect(errors).toEqual([]);
    expect(nomination).toMatchObject({ version: 4, state: 'WITHDRAWN' });
    expect(isAfter(await clock(BODY, id), after)).toBe(true);
  });

  it('stand still for the body while the host recommends, decides and reopens; the host’s own time moves each time', async () => {
    const id = await underReview('Hidden Sample');
    const body = await clock(BODY, id);
    let host = await clock(HOST, id);
    const acts = [
      () => recommendNomination(product.as(HOST), id, { recommendation: 'APPROVE' }),
      () => decideNomination(product.as('approver'), id, { outcome: 'APPROVE' }),
      () => reopenNomination(product.as('approver'), id, { reason: 'Once more' }),
      () => decideNomination(product.as('approver'), id, { outcome: 'APPROVE' }),
    ];
    for (const act of acts) {
      const before = new Date(Date.parse(host.updatedAt) + 1).toISOString();
      expect((await act()).errors).toEqual([]);
      expect(await clock(BODY, id)).toEqual(body);
      const now = await clock(HOST, id);
      expect(isAfter(now, host)).toBe(true);
      expect(now.version).toBe(body.version);
      host = now;
      expect((await changedIn(HOST, { gte: before })).get(id)).toEqual(now);
      expect((await changedIn('auditor', { gte: before })).get(id)).toEqual(now);
      expect((await changedIn(BODY, { gte: before })).has(id)).toBe(false);
      expect((await changedIn(HOST, { lt: before })).has(id)).toBe(false);
      expect((await changedIn(BODY, { lt: before })).get(id)).toEqual(body);
    }
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    const released = await clock(BODY, id);
    expect(released).toMatchObject({ state: 'APPROVED', version: body.version + 1 });
    expect(isAfter(released, host)).toBe(true);
    expect(await clock(HOST, id)).toEqual(released);
  });

  it('move with the person’s answer, each time that it changes, for the body and the host', async () => {
    const id = await nominees.decided('Answering Sample', { outcome: 'APPROVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    const token = await nominees.invitationToken('Answering Sample');
    let before = await clock(BODY, id);
    for (const how of ['confirmInvitation', 'declineInvitation'] as const) {
      await answer(token, how);
      const after = await clock(BODY, id);
      expect(after.version).toBe(before.version + 1);
      expect(isAfter(after, before)).toBe(true);
      expect(await clock(HOST, id)).toEqual(after);
      before = after;
    }
  });

  it('move when an invitation lapses', async () => {
    const id = await nominees.decided('Silent Sample', { outcome: 'APPROVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    await nominees.invitationToken('Silent Sample');
    const before = await clock(BODY, id);
    await product.admin.query(
      `UPDATE invitations.invitation SET respond_by = clock_timestamp() - interval '1 minute' WHERE source_id = $1`,
      [id],
    );
    // The job of the deadline, which came with the invitation, once more and now.
    await product.admin.query(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload)
       SELECT gen_random_uuid(), o.conference_id, o.queue, o.job, o.payload FROM platform.outbox o
       JOIN invitations.invitation i ON o.payload->'invitationIds' ? i.id::text
       WHERE o.job = 'lapse-invitations' AND i.source_id = $1 LIMIT 1`,
      [id],
    );
    await drain(async () => (await clock(BODY, id)).version > before.version, {
      what: 'the lapse',
      timeoutMs: 40_000,
    });
    expect(isAfter(await clock(BODY, id), before)).toBe(true);
  });

  it('keep two people from acting on the same thing: whoever has not seen the other’s act is told', async () => {
    const id = await underReview('Contested Sample');
    const seen = await versionOf(product.as(BODY), id);
    expect((await withdrawNomination(product.as(BODY), id, { version: seen })).errors).toEqual([]);
    for (const version of [seen, 2, 99]) {
      const { errors } = await withdrawNomination(product.as(BODY), id, { version });
      expect(errors.map(({ code }) => code)).toEqual(['VERSION_CONFLICT']);
    }
  });
});

describe('a list filtered by the time of the last change', () => {
  it('takes the other filters and a search beside it, and shows another body nothing of it', async () => {
    const id = await underReview('Spanned Sample');
    const { updatedAt } = await clock(BODY, id);
    const since = { gte: updatedAt };
    expect([...(await changedIn(BODY, since, { search: 'spanned' })).keys()]).toEqual([id]);
    expect([...(await changedIn(BODY, since, { states: ['UNDER_REVIEW'] })).keys()]).toContain(id);
    expect([...(await changedIn(BODY, since, { states: ['DRAFT'] })).keys()]).not.toContain(id);
    expect([...(await changedIn(BODY, { lt: updatedAt })).keys()]).not.toContain(id);
    expect([...(await changedIn('chCoordinator', {})).keys()]).not.toContain(id);
    expect([...(await changedIn('chCoordinator', since)).keys()]).toEqual([]);
  });
});
