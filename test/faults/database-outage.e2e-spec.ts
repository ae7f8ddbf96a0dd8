import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '#libs/audit';
import { ask } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Listener, listen } from '../support/listener.js';
import { type Product, startProduct } from '../support/product.js';
import { type OwnServer, ownServer } from './support/own-server.js';
import {
  describeTrouble,
  expectKeptOnce,
  leftToDo,
  type SteadfastWork,
  steadfastWork,
  SUBMIT,
} from './support/steadfast-work.js';

const CLIENTS = 10;
const EACH = 5;
const ALL = CLIENTS * EACH;

const INBOX = 'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { kind } }';

describe('row 5: PostgreSQL crashes under the API while people work', () => {
  let server: OwnServer;
  let product: Product;
  let host: Listener;
  let work: SteadfastWork;

  beforeAll(async () => {
    server = await ownServer();
    product = await startProduct({ places: ALL, database: server.database, isApart: true });
    work = steadfastWork(product);
  });
  afterAll(async () => {
    await host?.end();
    await product.close();
  });

  const health = async (path: string): Promise<number> =>
    (await fetch(`${product.url}/health/${path}`)).status;
  const single = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
    (await product.admin.query<Record<string, unknown>>(sql, values)).rows[0] ?? {};

  it('says 503 and when to come back to everybody, stays alive, and is ready again within ten seconds', async () => {
    const { conferenceId } = product.world;
    host = listen(product.url, { token: product.tokenOf('officer') }, INBOX, { c: conferenceId });
    const nominating = Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let turn = 0; turn < EACH; turn += 1) await work.nominate(`Steadfast Sample ${client} ${turn}`);
      }),
    );
    // Told at the end; a failure before that must not end the run unheard.
    nominating.catch(() => undefined);
    await drain(() => work.acknowledged.length >= CLIENTS, {
      what: 'work to be under way',
      timeoutMs: 30_000,
    });
    await drain(() => host.events.length > 0, { what: 'the host to hear of it' });
    await server.crash();

    const input = { idempotencyKey: randomUUID(), version: 1 };
    const refused = [
      await work.asCoordinator('query ($c: ID!) { nominations(conferenceId: $c) { nodes { id } } }', {
        c: conferenceId,
      }),
      await work.asCoordinator(SUBMIT, { id: work.acknowledged[0], input }),
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
      timeoutMs: 60_000,
    });
    expect(performance.now() - restartedAt).toBeLessThan(10_000);
    await nominating;
    await drain(() => host.events.length > heardBefore, { what: 'the host to hear again' });
    expect(host.closeCode()).toBeUndefined();
    // Commits that were not answered are told in the same way as doors that are shut.
    expect(new Set(work.troubles)).toEqual(new Set(['503 SERVICE_UNAVAILABLE after 2']));
  });

  it('has kept each acknowledged nomination exactly once, with one hold, one review and one entry in the trail', async () => {
    expect(new Set(work.acknowledged).size).toBe(ALL);
    await expectKeptOnce(product.admin, work.acknowledged);
    expect(
      await single(
        `SELECT sum(q.held)::int AS held, (SELECT sum(e.held_delta)::int FROM nominations.quota_entry e) AS ledger FROM nominations.quota q`,
      ),
    ).toEqual({ held: ALL, ledger: ALL });
  });

  it('goes on with what it had promised, and the trail verifies', async () => {
    const left = () => leftToDo(product.admin);
    await drain(async () => Object.values(await left()).every((count) => count === 0), {
      what: 'screening and sealing to end',
      timeoutMs: 40_000,
      everyMs: 200,
      progress: left,
    });
    const { entries } = await single('SELECT count(*)::int AS entries FROM audit.event');
    expect(await verifyAudit(product.settings)).toMatchObject({ isIntact: true, entries, problems: [] });
  });
});
