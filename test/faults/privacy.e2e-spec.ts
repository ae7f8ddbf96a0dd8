import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { post } from '#libs/platform/testing';
import { drain, type TestRedis, testRedis } from '#libs/testing';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { BACKENDS, lackOf } from './support/fault-rig.js';
import { redisDump } from './support/redis-dump.js';

const CANARY = 'Zyxwvut Canarypersson';
const ADDRESS = 'zyxwvut.canary@example.org';
const REFUSED = 'refused.canary@example.org';

/** Where people are kept; every other table has to do without. */
const KEPT_IN = [
  'invitations.invitation',
  'nominations.nomination',
  'nominations.organisation_text',
  'nominations.person',
  'notifications.message',
];

/** The first two tries to write a finding down fail, with the person's name in the text of the error. */
const TROUBLE = [
  `CREATE FUNCTION nominations.trouble() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'Nobody expected ${CANARY}'; END $$`,
  `CREATE TRIGGER trouble BEFORE UPDATE ON nominations.screening FOR EACH ROW
    WHEN (NEW.kind = 'COMPLETENESS' AND NEW.attempts < 3) EXECUTE FUNCTION nominations.trouble()`,
];

describe.each(BACKENDS)('row 46: people who go through the whole main job, with trouble, on %s', (kind) => {
  const lack = lackOf(kind);
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let redis: TestRedis | undefined;
  let product: Product;

  const nominate = async (name: string, email: string): Promise<string> => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await createNomination(icc, {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      person: { name, badgeName: name, email, organisation: 'Canary Institute', jobTitle: 'Canary' },
      justification: 'Canary of the mine',
    });
    const id = nomination?.id ?? '';
    await submitNomination(icc, id, { version: 1 });
    return id;
  };
  const approve = async (id: string): Promise<void> => {
    await recommendNomination(product.as('officer'), id, {
      version: 2,
      recommendation: 'APPROVE',
      note: 'A fine pick',
    });
    await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
  };
  const count = async (sql: string): Promise<number> =>
    (await product.admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n ?? 0;

  beforeAll(async () => {
    redis = kind === 'redis' ? await testRedis() : undefined;
    product = await startProduct({
      isApart: true,
      environment: { LOG_LEVEL: 'trace' },
      ...(redis === undefined ? {} : { redisUrl: redis.url }),
    });
    for (const statement of TROUBLE) await product.admin.query(statement);
    product.sink.script({
      at: 'rcpt',
      recipient: REFUSED,
      do: { kind: 'answer', code: 550, text: `5.1.1 <${REFUSED}>: no such user` },
    });
    const ids = [await nominate(CANARY, ADDRESS), await nominate(`Second ${CANARY}`, REFUSED)];
    const until = (what: string, isSo: () => Promise<boolean>) =>
      drain(isSo, { what, timeoutMs: 40_000, everyMs: 100 });
    await until(
      'the third try of the screening',
      async () => (await count(`nominations.screening WHERE kind = 'COMPLETENESS' AND attempts = 3`)) === 2,
    );
    for (const id of ids) await approve(id);
    await releaseDecisions(product.as('approver'), product.world.conferenceId, ids);
    await product.sink.receivedBy(ADDRESS, 20_000);
    await until(
      'the refusal',
      async () => (await count(`notifications.message WHERE state = 'REFUSED'`)) === 1,
    );
  });
  afterAll(async () => {
    await product.close();
    await redis?.stop();
  });

  it('are named in the tables that keep people, and in no other, whatever it is for', async () => {
    const { rows } = await product.admin.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    expect(rows.length).toBeGreaterThan(30);
    const naming: string[] = [];
    for (const { name } of rows) {
      if ((await count(`${name} AS t WHERE t::text ILIKE '%canary%'`)) > 0) naming.push(name);
    }
    expect(naming).toEqual(KEPT_IN);
    // What the mail server said is kept, the address that it repeated is not.
    const said = await product.admin.query(
      'SELECT last_error FROM notifications.message WHERE last_error IS NOT NULL',
    );
    expect(said.rows).toEqual([{ last_error: expect.stringContaining('no such user') }]);
    expect(JSON.stringify(said.rows)).not.toContain('canary');
  });

  if (kind === 'redis') {
    it('are named nowhere in Redis', async () => {
      const held = await redisDump(redis?.url ?? '');
      expect(held).toContain('plenary');
      expect(held).not.toMatch(/canary/i);
    });
  }

  it('are named in no line of either log, even when a request about them is refused or fails', async () => {
    const as = { token: product.tokenOf('iccCoordinator') };
    const create = `mutation ($input: CreateNominationInput!) { createNomination(input: $input) { nomination { id } errors { code message } } }`;
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    for (const person of [
      { name: CANARY, email: ADDRESS },
      { name: `${CANARY}\u0000`, email: 'canary at nowhere' },
    ]) {
      const input = { idempotencyKey: randomUUID(), conferenceId, bodyId, constituencyId, person };
      await post(product.url, JSON.stringify({ query: create, variables: { input } }), as);
    }
    const search = `{ nominations(conferenceId: "${CANARY}", filter: { search: "${CANARY}" }) { nodes { id } } }`;
    await post(product.url, JSON.stringify({ query: search }), as);
    await post(product.url, `{"query": "{ ${CANARY} }"`, as);
    await fetch(`${product.url}/invitation?name=${encodeURIComponent(CANARY)}`);
    await product.stopWorker();
    // The failures are told, their texts are not.
    expect(product.log()).toMatch(
      /Will be tried again: screening\/screen-nomination \S+, attempt 1: CheckFailed COMPLETENESS_P0001/,
    );
    expect(product.log()).not.toMatch(/canary/i);
  });
});
