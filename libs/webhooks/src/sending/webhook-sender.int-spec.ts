import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook } from '#libs/client';
import { newId } from '#libs/kernel';
import { AccessFixture, openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { drain, ownCertificate, TEST_SECRET, testDatabase, type TestDatabase } from '#libs/testing';
import { signingSecret } from '../domain/signature.js';
import { answerBytes, type Receiver, startReceiver, WebhookOffice } from '../testing/index.js';
import { type PostOptions } from './post.js';

let server: TestDatabase;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let receiver: Receiver;
let office: WebhookOffice;
let icc: { readonly conferenceId: string; readonly bodyId: string };

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl, 8);
});
afterAll(async () => {
  await worker.close();
  await server.drop();
});
beforeEach(async () => {
  fixture = await new AccessFixture(worker).conference();
  icc = { conferenceId: fixture.conferenceId, bodyId: fixture.bodies.icc };
  receiver = await startReceiver();
  office = officeWith();
});
afterEach(async () => {
  await office.stop();
  await receiver.close();
  await office.sql(`UPDATE webhooks.endpoint SET state = 'PAUSED', ended_reason = NULL`);
});

const officeWith = (post: Omit<PostOptions, 'own'> = {}, ownNetworks?: readonly string[]): WebhookOffice =>
  new WebhookOffice(worker, {
    secret: TEST_SECRET,
    workerUrl: server.workerUrl,
    post,
    ...(ownNetworks === undefined ? {} : { ownNetworks }),
  });
const ids = (count: number): string[] => Array.from({ length: count }, newId);
const until = (what: string, isSo: () => boolean | Promise<boolean>): Promise<unknown> =>
  drain(isSo, { what, timeoutMs: 45_000 });
const endpointAt = (path: string, more: { bodyId?: string | null; kinds?: string[] } = {}): Promise<string> =>
  office.endpoint({ ...icc, url: receiver.url + path, ...more });
const attempted = (endpointId: string, attempts: number): Promise<unknown> =>
  until(`attempt ${attempts}`, async () => {
    const [first] = await office.deliveries(endpointId);
    return first?.attempts === attempts;
  });

describe('an endpoint', () => {
  it('is told what has changed by id, once, signed so that the library of Standard Webhooks takes it', async () => {
    const endpointId = await endpointAt('/ok');
    const [subjectId = ''] = ids(1);
    office.references.register('nomination', async () => new Map([[subjectId, 'CRM-7']]));
    await office.change(icc, subjectId);
    await office.start();
    await until('the delivery', () => receiver.received.length === 1);
    const [one] = receiver.received;
    expect(one?.told).toEqual({
      type: 'nomination.submitted',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        subjectType: 'nomination',
        subjectId,
        externalReference: 'CRM-7',
        conferenceId: icc.conferenceId,
      },
    });
    const secrets = signingSecret(TEST_SECRET, endpointId, 1);
    const headers = one?.headers as Record<string, string>;
    expect(new Webhook(secrets).verify(one?.body ?? '', headers)).toEqual(one?.told);
    expect(verifyWebhook({ headers, body: one?.body ?? '' }, { secrets })).toMatchObject({
      isValid: true,
      id: one?.id,
      event: one?.told,
    });
    const [delivery] = await office.deliveries(endpointId);
    await until('its mark', async () => (await office.deliveries(endpointId))[0]?.state === 'DELIVERED');
    expect(one?.id).toBe(delivery?.id);
    expect((await office.deliveries(endpointId))[0]).toMatchObject({ attempts: 1, lastStatus: 200 });
  });

  it('hears nothing of another body, of what is the host’s before its release, or of kinds that it does not want', async () => {
    await endpointAt('/icc');
    await endpointAt('/picky', { kinds: ['nomination.withdrawn'] });
    await endpointAt('/host', { bodyId: null });
    const [own = '', others = '', hosts = ''] = ids(3);
    await office.change({ ...icc, bodyId: fixture.bodies.ch }, others);
    await office.change({ ...icc, bodyId: null }, hosts);
    await office.change(icc, own);
    await office.start();
    await until('the host to have all three', () => receiver.subjects('/host').length === 3);
    await until('the body to have its own', () => receiver.subjects('/icc').length === 1);
    expect(receiver.subjects('/icc')).toEqual([own]);
    expect(receiver.subjects('/host').toSorted()).toEqual([own, others, hosts].toSorted());
    expect(receiver.subjects('/picky')).toEqual([]);
  });

  it('gets each change once, however many workers read and send', async () => {
    await endpointAt('/ok');
    const all = ids(120);
    await office.start();
    await office.start();
    await office.start();
    await office.change(icc, ...all);
    await until('all of them', () => receiver.received.length >= all.length);
    expect(receiver.subjects('/ok').toSorted()).toEqual(all.toSorted());
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(all.length);
  });

  it('gets the changes of one subject in their order, and those of others do not wait for them', async () => {
    const [slow = '', other = ''] = ids(2);
    const endpointId = await endpointAt('/order');
    let refusals = 2;
    receiver.answer('/order', (response, { told }) => {
      const isRefused = told.data.subjectId === slow && refusals-- > 0;
      response.writeHead(isRefused ? 500 : 200).end();
    });
    await office.change(icc, slow, slow, slow, other);
    await office.start();
    await until('the other', () => receiver.subjects('/order').includes(other));
    expect(receiver.subjects('/order').filter((id) => id === slow)).toHaveLength(1);
    await office.passes(endpointId, 1);
    await attempted(endpointId, 2);
    await office.passes(endpointId, 1);
    await until('all', async () =>
      (await office.deliveries(endpointId)).every(({ state }) => state === 'DELIVERED'),
    );
    const told = receiver.received.filter((one) => one.told.data.subjectId === slow).map(({ id }) => id);
    const [first, second, third] = (await office.deliveries(endpointId)).map(({ id }) => id);
    expect(told).toEqual([first, first, first, second, third]);
  });

  it('that is paused is told nothing, and everything when it is resumed', async () => {
    const endpointId = await endpointAt('/ok');
    await office.sql(`UPDATE webhooks.endpoint SET state = 'PAUSED' WHERE id = $1`, [endpointId]);
    const all = ids(3);
    await office.change(icc, ...all);
    await endpointAt('/other');
    const [last = ''] = ids(1);
    await office.change(icc, last);
    await office.start();
    await until('the other', () => receiver.subjects('/other').includes(last));
    expect(receiver.subjects('/ok')).toEqual([]);
    await office.sql(`UPDATE webhooks.endpoint SET state = 'ACTIVE' WHERE id = $1`, [endpointId]);
    await until('what was kept', () => receiver.subjects('/ok').length === 4);
    expect(receiver.subjects('/ok').toSorted()).toEqual([...all, last].toSorted());
  });
});

describe('a receiver', () => {
  it('that is down for an hour has everything afterwards, each under the id of its first attempt', async () => {
    const endpointId = await endpointAt('/down');
    const all = ids(3);
    receiver.answer('/down', 503);
    await office.change(icc, ...all);
    await office.start();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await attempted(endpointId, attempt);
      const [first] = await office.deliveries(endpointId);
      pauses.push(first?.dueIn ?? 0);
      // Behind the last one the receiver is up again before its time comes.
      if (attempt < 4) await office.passes(endpointId, (first?.dueIn ?? 0) / 3_600);
    }
    // 5 s, 5 min, 30 min, 2 h, each up to a tenth longer.
    expect(pauses.map((pause, index) => pause / ([5, 300, 1_800, 7_200][index] ?? 1))).toEqual(
      pauses.map(() => expect.closeTo(1, 0)),
    );
    receiver.answer('/down', 200);
    await office.passes(endpointId, 3);
    await until('all', async () =>
      (await office.deliveries(endpointId)).every(({ state }) => state === 'DELIVERED'),
    );
    const stored = await office.deliveries(endpointId);
    expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set(stored.map(({ id }) => id)));
    expect(stored.map(({ subjectId }) => subjectId)).toEqual(all);
  });

  it.each([
    ['answers 500', 500],
    ['redirects', 301],
  ])('that %s is tried again, and nowhere else', async (_what, status) => {
    const endpointId = await endpointAt('/odd');
    receiver.answer('/odd', (response) => response.writeHead(status, { location: '/elsewhere' }).end());
    await office.change(icc, newId());
    await office.start();
    await attempted(endpointId, 1);
    expect((await office.deliveries(endpointId))[0]).toMatchObject({ state: 'WAITING', lastStatus: status });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/odd']);
  });

  it('that answers a gigabyte has taken the delivery, and a thousandth of it is read', async () => {
    const endpointId = await endpointAt('/large');
    receiver.answer('/large', answerBytes(1_000_000_000));
    const before = process.memoryUsage().arrayBuffers;
    await office.change(icc, newId());
    await office.start();
    await until('its mark', async () => (await office.deliveries(endpointId))[0]?.state === 'DELIVERED');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it('that hangs slows no other', async () => {
    office = officeWith({ longestMs: 1_500 });
    const hanging = await endpointAt('/hangs');
    await endpointAt('/quick');
    receiver.answer('/hangs', () => undefined);
    const all = ids(60);
    await office.change(icc, ...all);
    await office.start();
    await until('the quick one to have all', () => receiver.subjects('/quick').length === all.length);
    expect((await office.deliveries(hanging)).every(({ state }) => state === 'WAITING')).toBe(true);
    await until('the hanging one to be given up for now', async () =>
      (await office.deliveries(hanging)).some(({ lastFailure }) => lastFailure === 'TIMEOUT'),
    );
  });

  it('without a valid certificate gets nothing', async () => {
    let requests = 0;
    const secure = createSecureServer(ownCertificate(), (_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((listening) => secure.listen(0, '127.0.0.1', listening));
    const url = `https://127.0.0.1:${(secure.address() as AddressInfo).port}/`;
    const endpointId = await office.endpoint({ ...icc, url });
    await office.change(icc, newId());
    await office.start();
    await attempted(endpointId, 1);
    expect((await office.deliveries(endpointId))[0]).toMatchObject({ lastFailure: 'CERTIFICATE' });
    expect(requests).toBe(0);
    secure.close();
  });

  it.each(['http://[::1]:1/', 'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/'])(
    'at an address that is nobody’s on the internet gets nothing, however the address came to be stored: %s',
    async (url) => {
      const endpointId = await office.endpoint({ ...icc, url });
      await office.change(icc, newId());
      await office.start();
      await attempted(endpointId, 1);
      expect((await office.deliveries(endpointId))[0]).toMatchObject({ lastFailure: 'NOT_PUBLIC' });
    },
  );

  it('whose name stands for a private address the second time gets nothing the second time', async () => {
    const answers = ['127.0.0.1', '127.9.9.9'];
    office = officeWith(
      {
        resolveAll: (_name, answer) => {
          answer(null, [{ address: answers.shift() ?? '127.9.9.9', family: 4 }]);
        },
      },
      ['127.0.0.1/32'],
    );
    const url = `${receiver.url.replace('127.0.0.1', 'hook.example')}/named`;
    const endpointId = await office.endpoint({ ...icc, url });
    // It ends the connection, so that the name is looked up anew.
    receiver.answer('/named', (response) => response.writeHead(200, { connection: 'close' }).end());
    const [first = '', second = ''] = ids(2);
    await office.change(icc, first);
    await office.start();
    await until('the first', () => receiver.subjects('/named').length === 1);
    await office.change(icc, second);
    await until('the second', async () =>
      (await office.deliveries(endpointId)).some(({ lastFailure }) => lastFailure === 'NOT_PUBLIC'),
    );
    expect(receiver.subjects('/named')).toEqual([first]);
  });
});

describe('an end', () => {
  const stateOf = async (endpointId: string): Promise<unknown> =>
    (
      await office.sql('SELECT state, ended_reason AS reason FROM webhooks.endpoint WHERE id = $1', [
        endpointId,
      ])
    )[0];

  it('comes with 410: nothing more is sent, and the trail says so', async () => {
    const endpointId = await endpointAt('/gone');
    receiver.answer('/gone', 410);
    const [first = '', ...rest] = ids(3);
    await office.change(icc, first);
    await office.start();
    await until('the end', async () => ((await stateOf(endpointId)) as { state: string }).state === 'ENDED');
    expect(await stateOf(endpointId)).toEqual({ state: 'ENDED', reason: 'GONE' });
    // What ended it is among what is sent again when it is resumed.
    const ends = await office.sql(
      `SELECT d.state, d.last_attempt_at >= e.failing_since AS "isSince"
       FROM webhooks.delivery d JOIN webhooks.endpoint e ON e.id = d.endpoint_id WHERE e.id = $1`,
      [endpointId],
    );
    expect(ends).toEqual([{ state: 'FAILED', isSince: true }]);
    await office.change(icc, ...rest);
    await endpointAt('/other');
    await office.change(icc, newId());
    await until('the other', () => receiver.subjects('/other').length > 0);
    expect(receiver.subjects('/gone')).toEqual([first]);
    const trail = await office.sql(
      `SELECT body_id AS "bodyId", actor_kind AS kind, details FROM audit.event WHERE action = 'webhook.ended' AND subject_id = $1`,
      [endpointId],
    );
    expect(trail).toEqual([{ bodyId: icc.bodyId, kind: 'system', details: { reason: 'GONE' } }]);
    const mail = await office.sql(
      'SELECT kind, recipient_email AS email, params FROM notifications.message WHERE subject_id = $1',
      [endpointId],
    );
    expect(mail).toEqual([
      {
        kind: 'WEBHOOK_ENDED',
        email: 'clementine@icc.example',
        params: {
          conferenceName: 'Test',
          host: new URL(receiver.url).host,
          description: null,
          reason: 'GONE',
        },
      },
    ]);
  });

  it('comes when a delivery is given up after three days in which none arrived, and not before', async () => {
    const endpointId = await endpointAt('/failing');
    receiver.answer('/failing', 500);
    await office.change(icc, newId());
    await office.start();
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await attempted(endpointId, attempt);
      expect(await stateOf(endpointId)).toEqual({ state: 'ACTIVE', reason: null });
      const [first] = await office.deliveries(endpointId);
      await office.passes(endpointId, (first?.dueIn ?? 0) / 3_600);
    }
    await attempted(endpointId, 10);
    expect((await office.deliveries(endpointId))[0]).toMatchObject({ state: 'FAILED' });
    expect(await stateOf(endpointId)).toEqual({ state: 'ENDED', reason: 'FAILING' });
  });

  it('does not come while others arrive: that one delivery alone is given up', async () => {
    const endpointId = await endpointAt('/partly');
    const [bad = ''] = ids(1);
    receiver.answer('/partly', (response, { told }) =>
      response.writeHead(told.data.subjectId === bad ? 400 : 200).end(),
    );
    await office.change(icc, bad);
    await office.start();
    await attempted(endpointId, 1);
    await office.change(icc, newId());
    await until('the other', async () =>
      (await office.deliveries(endpointId)).some(({ state }) => state === 'DELIVERED'),
    );
    // The last attempt of the bad one, three days later.
    await office.sql(
      `UPDATE webhooks.delivery SET attempts = 9, next_attempt_at = now() WHERE endpoint_id = $1 AND state = 'WAITING'`,
      [endpointId],
    );
    await attempted(endpointId, 10);
    expect((await office.deliveries(endpointId)).map(({ state }) => state)).toEqual(['FAILED', 'DELIVERED']);
    expect(await stateOf(endpointId)).toEqual({ state: 'ACTIVE', reason: null });
  });
});
