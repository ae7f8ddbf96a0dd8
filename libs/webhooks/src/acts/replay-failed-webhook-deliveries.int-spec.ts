import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessFixture, openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { newId, type Role, type UserActor } from '#libs/kernel';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { EndpointActs } from './endpoint-acts.js';
import { ReplayFailedWebhookDeliveries } from './replay-failed-webhook-deliveries.act.js';
import { ResumeWebhookEndpoint } from './resume-webhook-endpoint.act.js';

const SINCE = new Date('2011-11-01T10:00:00Z');
const BEFORE = '2011-11-01T09:59:59Z';
const AFTER = '2011-11-01T10:00:00Z';

let server: TestDatabase;
let api: OpenedDatabase;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let coordinator: UserActor;
let endpointId: string;

beforeAll(async () => {
  server = await testDatabase();
  api = await openDatabase(server.apiUrl);
  worker = await openDatabase(server.workerUrl);
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close()]);
  await server.drop();
});
beforeEach(async () => {
  fixture = await new AccessFixture(worker).conference();
  coordinator = await person('PARTNER_COORDINATOR', fixture.bodies.icc);
  endpointId = newId();
  await fixture.sql(
    `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, state, place) VALUES ($1, $2, $3, 'https://receiver.example/', 'PAUSED', '\\x00')`,
    [endpointId, fixture.conferenceId, fixture.bodies.icc],
  );
});

async function person(role: Role, bodyId: string): Promise<UserActor> {
  const grant = { conferenceId: fixture.conferenceId, bodyId, role };
  return {
    kind: 'user',
    userId: await fixture.user(role, bodyId),
    grants: [grant],
    canWrite: true,
    via: 'token',
    credentialId: newId(),
  };
}

/** So many more deliveries of the endpoint, of later changes than those before. */
const deliveries = (
  count: number,
  { state, at, isTest = false }: { state: string; at: string; isTest?: boolean },
): Promise<number> =>
  fixture.sql(
    `INSERT INTO webhooks.delivery (id, endpoint_id, conference_id, body_id, place, kind, subject_type, subject_id, occurred_at,
       state, attempts, last_attempt_at)
     SELECT gen_random_uuid(), e.id, e.conference_id, e.body_id,
       CASE WHEN NOT $5::boolean THEN int4send((SELECT count(*)::int FROM webhooks.delivery w WHERE w.endpoint_id = e.id) + n) END,
       'nomination.submitted', 'nomination', gen_random_uuid(), now(), $3, 10, $4
     FROM webhooks.endpoint e, generate_series(1, $2::int) n WHERE e.id = $1`,
    [endpointId, count, state, at, isTest],
  );
/** State and attempts of each, in the order of the feed. */
const standing = async (): Promise<string[]> =>
  (
    await fixture.rows<{ standing: string }>(
      `SELECT state || ' ' || attempts AS standing FROM webhooks.delivery WHERE endpoint_id = $1 ORDER BY place NULLS LAST`,
      [endpointId],
    )
  ).map((row) => row.standing);
const act = (actor = coordinator, key = newId()) =>
  new ReplayFailedWebhookDeliveries(new EndpointActs(api.commands)).run(actor, endpointId, key, {
    since: SINCE,
  });

describe('what has failed since a time', () => {
  it('is sent again with its attempts counted anew; what arrived, failed before, or was a test is not', async () => {
    await deliveries(1, { state: 'FAILED', at: BEFORE });
    await deliveries(2, { state: 'FAILED', at: AFTER });
    await deliveries(1, { state: 'DELIVERED', at: AFTER });
    await deliveries(1, { state: 'FAILED', at: AFTER, isTest: true });
    expect(await act()).toEqual({ id: endpointId, count: 2, hasMore: false });
    expect(await standing()).toEqual(['FAILED 10', 'WAITING 0', 'WAITING 0', 'DELIVERED 10', 'FAILED 10']);
  });

  it('is sent again once for a request that comes twice, and the trail says how many', async () => {
    await deliveries(2, { state: 'FAILED', at: AFTER });
    const key = newId();
    const first = await act(coordinator, key);
    await fixture.sql(`UPDATE webhooks.delivery SET state = 'FAILED' WHERE endpoint_id = $1`, [endpointId]);
    expect(await act(coordinator, key)).toEqual(first);
    expect(await standing()).toEqual(['FAILED 0', 'FAILED 0']);
    const trail = await fixture.rows(
      'SELECT action, details, body_id AS "bodyId" FROM audit.event WHERE subject_id = $1',
      [endpointId],
    );
    expect(trail).toEqual([
      { action: 'webhook.failed-replayed', details: { count: 2 }, bodyId: fixture.bodies.icc },
    ]);
  });

  it('finds room for as many as make a thousand with what waits, the oldest changes first', async () => {
    await deliveries(4, { state: 'FAILED', at: AFTER });
    await deliveries(998, { state: 'WAITING', at: AFTER });
    expect(await act()).toMatchObject({ count: 2, hasMore: true });
    expect((await standing()).slice(0, 4)).toEqual(['WAITING 0', 'WAITING 0', 'FAILED 10', 'FAILED 10']);
    expect(await act()).toMatchObject({ count: 0, hasMore: true });
    await fixture.sql(`UPDATE webhooks.delivery SET state = 'DELIVERED' WHERE state = 'WAITING'`);
    expect(await act()).toMatchObject({ count: 2, hasMore: false });
  });

  it('is for those who keep the endpoint: to everybody else there is none', async () => {
    await deliveries(1, { state: 'FAILED', at: AFTER });
    const others = [
      await person('PARTNER_VIEWER', fixture.bodies.icc),
      await person('PARTNER_COORDINATOR', fixture.bodies.ch),
    ];
    for (const other of others) await expect(act(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await standing()).toEqual(['FAILED 10']);
  });
});

describe('an endpoint that is resumed', () => {
  const resume = () =>
    new ResumeWebhookEndpoint(new EndpointActs(api.commands)).run(coordinator, endpointId, newId(), {});
  const failing = (since: Date | null): Promise<number> =>
    fixture.sql(
      `UPDATE webhooks.endpoint SET state = 'ENDED', ended_reason = 'GONE', failing_since = $2 WHERE id = $1`,
      [endpointId, since],
    );

  it('is sent what has failed since nothing arrived any more, what ended it included; what failed before, or was a test, is not', async () => {
    await deliveries(1, { state: 'FAILED', at: BEFORE });
    await deliveries(1, { state: 'DELIVERED', at: BEFORE });
    await deliveries(2, { state: 'FAILED', at: AFTER });
    await deliveries(1, { state: 'FAILED', at: AFTER, isTest: true });
    await failing(SINCE);
    await resume();
    expect(await standing()).toEqual(['FAILED 10', 'DELIVERED 10', 'WAITING 0', 'WAITING 0', 'FAILED 10']);
  });

  it('is sent nothing again where the last thing arrived', async () => {
    await deliveries(1, { state: 'FAILED', at: AFTER });
    await failing(null);
    await resume();
    expect(await standing()).toEqual(['FAILED 10']);
  });
});
