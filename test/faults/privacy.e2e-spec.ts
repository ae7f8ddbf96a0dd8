import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#libs/platform';
import { drain, testEnvironment } from '#libs/testing';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

/** Row 46 of the fault matrix: personal data in no job, no idempotency record, no error, no audit entry. */
const CANARY = 'Zyxwvut Canarypersson';
const ADDRESS = 'zyxwvut.canary@example.org';

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});

afterAll(() => product.close());

describe('row 46: a person who goes through the whole main job', () => {
  it('is named in no outbox row, queue, idempotency record or audit entry', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await createNomination(icc, {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      person: { name: CANARY, email: ADDRESS, organisation: 'Canary Institute' },
    });
    const id = nomination?.id ?? '';
    await submitNomination(icc, id, { version: 1 });
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    await drain(
      async () => (await product.sink.messages()).some(({ envelope }) => envelope.to.includes(ADDRESS)),
      {
        what: 'the invitation',
        timeoutMs: 20_000,
      },
    );
    const { rows } = await product.admin.query<{
      name: string;
    }>(`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND (table_schema = 'bullmq' OR (table_schema, table_name) IN
        (('platform', 'outbox'), ('platform', 'idempotency'), ('platform', 'worker'), ('audit', 'event'), ('approvals', 'review'), ('approvals', 'step')))`);
    expect(rows.length).toBeGreaterThan(5);
    for (const { name } of rows) {
      const found = await product.admin.query(
        `SELECT FROM ${name} AS t WHERE t::text ILIKE '%canary%' LIMIT 1`,
      );
      expect([name, found.rowCount]).toEqual([name, 0]);
    }
    // Only where people are kept, what they are called stands.
    const kept = await product.admin.query(`SELECT FROM nominations.person WHERE name = $1`, [CANARY]);
    expect(kept.rowCount).toBe(1);
  });

  it('is named in no log line, even when a request about them is refused or fails', async () => {
    const lines: string[] = [];
    const port = await freePort();
    const environment = testEnvironment(product.database, {
      PORT: String(port),
      LOG_LEVEL: 'trace',
      SMTP_URL: product.sink.url,
    });
    const child = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--import',
        new URL('../support/typescript-loader.mjs', import.meta.url).pathname,
        new URL('../../apps/api/src/main.ts', import.meta.url).pathname,
      ],
      { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const keep = (chunk: Buffer): void => void lines.push(chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      const url = `http://127.0.0.1:${port}/graphql`;
      const up = async (): Promise<boolean> =>
        (await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => undefined))?.ok === true;
      await drain(up, { what: 'the API to listen', timeoutMs: 60_000 });
      const post = (body: string): Promise<Response> =>
        fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${product.tokenOf('iccCoordinator')}`,
          },
          body,
        });
      const create = `mutation ($input: CreateNominationInput!) { createNomination(input: $input) { nomination { id } errors { code message } } }`;
      for (const person of [
        { name: CANARY, email: ADDRESS },
        { name: `${CANARY}\u0000`, email: 'canary at nowhere' },
      ]) {
        const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
        await post(
          JSON.stringify({
            query: create,
            variables: {
              input: { idempotencyKey: crypto.randomUUID(), conferenceId, bodyId, constituencyId, person },
            },
          }),
        );
      }
      await post(
        `{"query": "{ nominations(conferenceId: \\"${CANARY}\\", filter: { search: \\"${CANARY}\\" }) { nodes { id } } }"}`,
      );
      await post(`{"query": "{ ${CANARY} }"`);
      await fetch(`http://127.0.0.1:${port}/invitation?name=${encodeURIComponent(CANARY)}`);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
    expect(lines.join('').length).toBeGreaterThan(0);
    expect(lines.join('')).not.toMatch(/canary/i);
  });
});
