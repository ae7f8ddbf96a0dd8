import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { verifyAudit } from '#libs/audit';
import { ask, type Asked } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Listener, listen } from '../support/listener.js';
import { type Product, startProduct } from '../support/product.js';
import { type OwnServer, ownServer } from './support/own-server.js';

jest.setTimeout(120_000);

const CLIENTS = 10;
const EACH = 5;
const ALL = CLIENTS * EACH;

const CREATE = `mutation ($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id } errors { code } } }`;
const SUBMIT = `mutation ($id: ID!, $input: SubmitNominationInput!) {
  submitNomination(id: $id, input: $input) { nomination { id version } errors { code } } }`;
const INBOX = 'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { id } }';

describe('row 5: PostgreSQL crashes under the API while people work', () => {
  let server: OwnServer;
  let product: Product;
  let host: Listener;
  /** Ids of nominations whose submission was acknowledged. */
  const acknowledged: string[] = [];
  /** Every other answer than success, as status, codes and Retry-After. */
  const troubles: string[] = [];

  beforeAll(async () => {
    server = await ownServer();
    product = await startProduct({ places: ALL, database: server.database, isApart: true });
  });
  afterAll(async () => {
    await host?.end();
    await product.close();
  });

  const asCoordinator = (query: string, variables: object): Promise<Asked> =>
    ask(product.url, query, { token: product.tokenOf('iccCoordinator'), variables });

  const describeTrouble = ({ status, codes, headers }: Asked): string =>
    `${status} ${codes.join()} after ${headers.get('retry-after')}`;

  /** What a well-behaved client does: the same request, with the same key, until it is answered. */
  async function insist<Data>(query: string, variables: object): Promise<Data> {
    for (;;) {
      const answer = await asCoordinator(query, variables);
      if (answer.status === 200 && answer.errors.length === 0) return answer.data as Data;
      troubles.push(describeTrouble(answer));
      if (answer.status !== 503) throw new Error(answer.text);
      await pause(50);
    }
  }

  async function nominate(name: string): Promise<void> {
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    const { createNomination } = await insist<{ createNomination: { nomination: { id: string } } }>(CREATE, {
      input: {
        idempotencyKey: randomUUID(),
        conferenceId,
        bodyId,
        constituencyId,
        person: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org` },
      },
    });
    const { id } = createNomination.nomination;
    const { submitNomination } = await insist<{ submitNomination: { nomination: object; errors: object[] } }>(
      SUBMIT,
      { id, input: { idempotencyKey: randomUUID(), version: 1 } },
    );
    expect(submitNomination).toEqual({ nomination: { id, version: 2 }, errors: [] });
    acknowledged.push(id);
  }

  const health = async (path: string): Promise<number> =>
    (await fetch(`${product.url}/health/${path}`)).status;
  const single = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
    (await product.admin.query<Record<string, unknown>>(sql, values)).rows[0] ?? {};

  it('says 503 and when to come back to everybody, stays alive, and is ready again within ten seconds', async () => {
    const { conferenceId } = product.world;
    host = listen(product.url, { token: product.tokenOf('officer') }, INBOX, { c: conferenceId });
    const work = Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let turn = 0; turn < EACH; turn += 1) await nominate(`Steadfast Sample ${client} ${turn}`);
      }),
    );
    // Told at the end; a failure before that must not end the run unheard.
    work.catch(() => undefined);
    await drain(() => acknowledged.length >= CLIENTS, { what: 'work to be under way', timeoutMs: 30_000 });
    await drain(() => host.events.length > 0, { what: 'the host to hear of it' });
    await server.crash();

    const input = { idempotencyKey: randomUUID(), version: 1 };
    const refused = [
      await asCoordinator('query ($c: ID!) { nominations(conferenceId: $c) { nodes { id } } }', {
        c: conferenceId,
      }),
      await asCoordinator(SUBMIT, { id: acknowledged[0], input }),
      await ask(product.url, 'query ($t: String!) { invitation(token: $t) { state } }', {
        variables: { t: 'A'.repeat(43) },
      }),
      await ask(product.url, '{ conferences { id } }', { token: `plenary_${'B'.repeat(43)}` }),
    ];
    expect(refused.map(describeTrouble)).toEqual(refused.map(() => '503 SERVICE_UNAVAILABLE after 2'));
    await drain(async () => (await health('ready')) === 503, { what: 'the API to say that it is not ready' });
    expect(await health('live')).toBe(200);
    const heardBefore = host.events.length;

    await server.restart();
    const restartedAt = performance.now();
    await drain(async () => (await health('ready')) === 200, {
      what: 'the API to be ready again',
      timeoutMs: 20_000,
    });
    expect(performance.now() - restartedAt).toBeLessThan(10_000);
    await work;
    await drain(() => host.events.length > heardBefore, { what: 'the host to hear again' });
    expect(host.closeCode()).toBeUndefined();
    // Commits that were not answered are told in the same way as doors that are shut.
    expect(new Set(troubles)).toEqual(new Set(['503 SERVICE_UNAVAILABLE after 2']));
  });

  it('has kept each acknowledged nomination exactly once, with one hold, one review and one entry in the trail', async () => {
    expect(new Set(acknowledged).size).toBe(ALL);
    const { rows } = await product.admin.query<{ id: string }>(
      `SELECT n.id,
        (SELECT count(*)::int FROM nominations.quota_entry e WHERE e.nomination_id = n.id) AS holds,
        (SELECT count(*)::int FROM approvals.review r WHERE r.subject_id = n.id) AS reviews,
        (SELECT count(*)::int FROM audit.event e WHERE e.subject_id = n.id AND e.action = 'nomination.created') AS created,
        (SELECT count(*)::int FROM audit.event e WHERE e.subject_id = n.id AND e.action = 'nomination.submitted') AS submitted
       FROM nominations.nomination n ORDER BY n.id`,
    );
    expect(rows).toEqual(
      [...acknowledged].sort().map((id) => ({ id, holds: 1, reviews: 1, created: 1, submitted: 1 })),
    );
    expect(
      await single(
        `SELECT sum(q.held)::int AS held, (SELECT sum(e.held_delta)::int FROM nominations.quota_entry e) AS ledger FROM nominations.quota q`,
      ),
    ).toEqual({ held: ALL, ledger: ALL });
  });

  it('goes on with what it had promised, and the trail verifies', async () => {
    const open = `SELECT (SELECT count(*)::int FROM nominations.nomination WHERE state <> 'UNDER_REVIEW') AS unscreened,
      (SELECT count(*)::int FROM platform.outbox WHERE failed_at IS NOT NULL) AS failed,
      (SELECT count(*)::int FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id)) AS unsealed`;
    await drain(async () => Object.values(await single(open)).every((count) => count === 0), {
      what: 'screening and sealing to end',
      timeoutMs: 40_000,
      everyMs: 200,
      progress: () => single(open),
    });
    const { entries } = await single('SELECT count(*)::int AS entries FROM audit.event');
    expect(await verifyAudit(product.settings)).toMatchObject({ isIntact: true, entries, problems: [] });
  });
});
