import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { drain } from '#libs/testing';
import { type Received, type Receiver, startReceiver } from '#libs/webhooks/testing';
import { nomineesOf } from '../journeys/nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
  updateNomination,
} from '../journeys/operations.js';
import { type BuiltProcess } from '../support/built-process.js';
import { type Product, startProduct } from '../support/product.js';
import { spawnWorker } from '../support/product-process.js';

const PEOPLE = 12;
const CHANGES = 6;

let product: Product;
let receiver: Receiver;
const workers: BuiltProcess[] = [];

beforeAll(async () => {
  product = await startProduct({
    places: 1_000,
    withoutWorker: true,
    environment: { PLENARY_WEBHOOK_OWN_NETWORKS: '127.0.0.0/8' },
  });
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.end('SIGKILL')));
  await product.admin.query(`UPDATE webhooks.endpoint SET state = 'PAUSED'`);
});
afterAll(async () => {
  await receiver.close();
  await product.close();
});

const start = async (): Promise<BuiltProcess> => {
  const worker = await spawnWorker(product.environment, product.admin);
  workers.push(worker);
  return worker;
};
const until = (what: string, isSo: () => boolean | Promise<boolean>): Promise<unknown> =>
  drain(isSo, { what, timeoutMs: 60_000, everyMs: 10, progress: () => receiver.received.length });

/** An endpoint of ICC's, made by its coordinator. @returns its id and the secret that is shown this once. */
async function endpointAt(path: string): Promise<{ readonly id: string; readonly secret: string }> {
  const { conferenceId, icc } = product.world;
  const { createWebhookEndpoint: made } = await product.as('iccCoordinator').data<{
    createWebhookEndpoint: { webhookEndpoint: { id: string } | null; secret: string | null };
  }>(
    `mutation ($input: CreateWebhookEndpointInput!) {
      createWebhookEndpoint(input: $input) { webhookEndpoint { id } secret errors { code message path } }
    }`,
    { input: { idempotencyKey: randomUUID(), conferenceId, bodyId: icc, url: receiver.url + path } },
  );
  return { id: made.webhookEndpoint?.id ?? '', secret: made.secret ?? '' };
}

async function drafted(name: string): Promise<string> {
  const draft = nomineesOf(product).draft(name);
  const person = { ...draft.person, email: `${randomUUID()}@example.org` };
  const { nomination } = await createNomination(product.as('iccCoordinator'), { ...draft, person });
  return nomination?.id ?? '';
}

/** A draft that changes so often, one change after the other. */
async function changing(changes: number): Promise<string> {
  const id = await drafted('Sample Person');
  for (let version = 1; version < changes; version += 1) {
    const { errors } = await updateNomination(product.as('iccCoordinator'), id, {
      version,
      justification: `Reason ${version}`,
    });
    expect(errors).toEqual([]);
  }
  return id;
}

const cameTo = (path: string): Received[] => receiver.received.filter((one) => one.path === path);
const kindsOf = (path: string, subjectId: string): string[] =>
  cameTo(path).flatMap(({ told }) => (told.data.subjectId === subjectId ? [told.type] : []));
/** Ids of deliveries of nominations by subject, in the order of the feed. */
async function madeFor(endpointId: string): Promise<Map<string, string[]>> {
  const { rows } = await product.admin.query<{ id: string; subject: string }>(
    `SELECT id, subject_id AS subject FROM webhooks.delivery WHERE endpoint_id = $1 AND subject_type = 'nomination' ORDER BY place`,
    [endpointId],
  );
  const made = new Map<string, string[]>();
  for (const { id, subject } of rows) made.set(subject, [...(made.get(subject) ?? []), id]);
  return made;
}

describe('workers that die while they deliver', () => {
  it('lose nothing: another takes over, under the same ids, in the order of each subject; doubles show by their id', async () => {
    receiver.answer('/crash', (response) => setTimeout(() => response.writeHead(200).end(), 150));
    const { id } = await endpointAt('/crash');
    const subjects = await Promise.all(Array.from({ length: PEOPLE }, () => changing(CHANGES)));
    const all = PEOPLE * CHANGES;
    for (const kill of [1, 2]) {
      const victim = await start();
      await until(`deliveries before kill ${kill}`, () => cameTo('/crash').length >= kill * PEOPLE + 1);
      await victim.end('SIGKILL');
    }
    const distinct = (): Set<string> =>
      new Set(
        cameTo('/crash').flatMap((one) => (one.told.data.subjectType === 'nomination' ? [one.id] : [])),
      );
    expect(distinct().size).toBeLessThan(all);
    await start();
    await until('all of them', () => distinct().size === all);
    await until('their marks', async () => {
      const { rows } = await product.admin.query(
        `SELECT FROM webhooks.delivery WHERE endpoint_id = $1 AND state <> 'DELIVERED'`,
        [id],
      );
      return rows.length === 0;
    });
    const made = await madeFor(id);
    for (const subject of subjects) {
      const came = cameTo('/crash').flatMap((one) => (one.told.data.subjectId === subject ? [one.id] : []));
      expect(came.filter((one, index) => one !== came[index - 1])).toEqual(made.get(subject));
    }
    expect(distinct()).toEqual(new Set([...made.values()].flat()));
    // What had come and was not marked when its worker died.
    expect(cameTo('/crash').length).toBeGreaterThan(distinct().size);
  });
});

describe('a receiver', () => {
  it('that answers late, and one that never does, keep no other waiting', async () => {
    const held: (() => void)[] = [];
    let isOpen = false;
    receiver.answer('/slow', (response) => {
      const answer = (): void => void response.writeHead(200).end();
      if (isOpen) answer();
      else held.push(answer);
    });
    receiver.answer('/hangs', () => undefined);
    for (const path of ['/slow', '/hangs', '/quick']) await endpointAt(path);
    const subjects = await Promise.all(Array.from({ length: 40 }, () => drafted('Other Person')));
    const has = (path: string): boolean => {
      const told = new Set(receiver.subjects(path));
      return subjects.every((subject) => told.has(subject));
    };
    await start();
    // Nobody else has had an answer by then.
    await until('the quick one to have all', () => has('/quick'));
    isOpen = true;
    for (const answer of held) answer();
    await until('the slow one to have all', () => has('/slow'));
    const { rows } = await product.admin.query<{ state: string }>(
      `SELECT DISTINCT d.state FROM webhooks.delivery d JOIN webhooks.endpoint e ON e.id = d.endpoint_id WHERE e.url LIKE '%/hangs'`,
    );
    expect(rows).toEqual([{ state: 'WAITING' }]);
  });
});

describe('a partner’s system', () => {
  it('hears of a nomination, verifies it with the secret it was shown, asks back within its walls, and hears of a decision when it is released', async () => {
    const { secret } = await endpointAt('/partner');
    await start();
    const icc = product.as('iccCoordinator');
    const id = await drafted('Third Person');
    await submitNomination(icc, id, { version: 1 });
    await until('the delivery', () => kindsOf('/partner', id).includes('nomination.submitted'));
    const delivery = cameTo('/partner').find(({ told }) => told.type === 'nomination.submitted');
    const { body = '', headers = {}, told } = delivery ?? {};
    const signed = headers as Record<string, string>;
    expect(new Webhook(secret).verify(body, signed)).toEqual(told);
    expect(() => new Webhook(secret).verify(body.replace('submitted', 'approved'), signed)).toThrow();
    const asked = 'query ($id: ID!) { nomination(id: $id) { id person { name } } }';
    const subject = { id: told?.data.subjectId ?? '' };
    expect(await icc.data(asked, subject)).toEqual({
      nomination: { id, person: { name: 'Third Person' } },
    });
    expect(await product.as('chCoordinator').data(asked, subject)).toEqual({ nomination: null });

    const before = kindsOf('/partner', id);
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    const { errors } = await decideNomination(product.as('approver'), id, { outcome: 'APPROVE' });
    expect(errors).toEqual([]);
    const later = await drafted('Fourth Person');
    await until('what changed later', () => receiver.subjects('/partner').includes(later));
    expect(kindsOf('/partner', id).filter((kind) => !before.includes(kind) && !/review/.test(kind))).toEqual(
      [],
    );
    await releaseDecisions(product.as('approver'), product.world.conferenceId);
    await until('the released decision', () => kindsOf('/partner', id).includes('nomination.approved'));
  });
});
