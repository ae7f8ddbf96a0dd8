import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '#libs/audit';
import { parseHead } from '#libs/kernel';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';

const RELEASE = `mutation ($input: ReleaseDecisionsInput!) { releaseDecisions(input: $input) {
  auditHead batch { id number size auditHead } errors { code } } }`;
const BATCHES = 'query ($c: ID!) { decisionBatches(conferenceId: $c) { nodes { id number auditHead } } }';
const OWN = 'query ($id: ID!) { nomination(id: $id) { state decision { batch { auditHead } } } }';

interface Batch {
  readonly id: string;
  readonly number: number;
  readonly auditHead: string | null;
}

describe('the head of the audit trail that covers a release', () => {
  let product: Product;
  let nominationId: string;
  let atAnswer: string | null;
  let batch: Batch;
  let head: string;

  const batchesOf = (person: Person) =>
    product
      .as(person)
      .query<{ decisionBatches: { nodes: Batch[] } }>(BATCHES, { c: product.world.conferenceId });
  const headOf = async (person: Person): Promise<string | null | undefined> =>
    (await batchesOf(person)).data?.decisionBatches.nodes.find(({ id }) => id === batch.id)?.auditHead;
  const unsealed = async (): Promise<number> =>
    (await product.admin.query('SELECT FROM audit.event WHERE id NOT IN (SELECT event_id FROM audit.seal)'))
      .rowCount ?? 0;

  beforeAll(async () => {
    product = await startProduct({ places: 3 });
    const nominees = nomineesOf(product);
    nominationId = await nominees.decided('Heda Sample', { outcome: 'APPROVE' });
    await drain(async () => (await unsealed()) === 0, { what: 'what was done before to be sealed' });
    const { releaseDecisions } = await product.as('approver').data<{
      releaseDecisions: { auditHead: string | null; batch: Batch; errors: object[] };
    }>(RELEASE, { input: { idempotencyKey: 'the-release', conferenceId: product.world.conferenceId } });
    expect(releaseDecisions.errors).toEqual([]);
    ({ auditHead: atAnswer, batch } = releaseDecisions);
    head = await drain(() => headOf('approver'), { what: 'the release to be sealed' });
  });
  afterAll(() => product.close());

  it('stands beside the release once it is sealed, and until then the newest is in the answer', async () => {
    expect(parseHead(head)).toBeDefined();
    expect(parseHead(atAnswer ?? '')?.sequence).toBeGreaterThan(0);
    const { rows } = await product.admin.query<{ action: string }>(
      'SELECT e.action FROM audit.seal s JOIN audit.event e ON e.id = s.event_id WHERE s.sequence = $1 AND encode(s.chain_hash, $2) = $3',
      [parseHead(head)?.sequence, 'hex', parseHead(head)?.hash],
    );
    expect(rows).toEqual([{ action: 'batch.released' }]);
    const { rows: later } = await product.admin.query(
      `SELECT e.action FROM audit.event e JOIN audit.seal s ON s.event_id = e.id
       WHERE s.sequence > $1 AND (e.subject_id = $2 OR (e.details ->> 'batch')::int = $3)`,
      [parseHead(head)?.sequence, batch.id, batch.number],
    );
    expect(later).toEqual([]);
  });

  it('is read by whoever reads the whole trail, and by nobody else', async () => {
    for (const person of ['officer', 'administrator', 'auditor'] as const)
      expect([person, await headOf(person)]).toEqual([person, head]);
    for (const person of ['iccCoordinator', 'chCoordinator'] as const) {
      const { data, errors } = await batchesOf(person);
      expect([data?.decisionBatches.nodes ?? [], errors?.length ?? 0]).not.toEqual([[batch], 0]);
      expect(JSON.stringify(data ?? null)).not.toContain(head);
    }
    const own = await product.as('iccCoordinator').data(OWN, { id: nominationId });
    expect(own).toEqual({ nomination: { state: 'APPROVED', decision: { batch: null } } });
  });

  it('proves that nothing before it was cut off, and shows a trail that was', async () => {
    for (const kept of [head, atAnswer ?? ''])
      expect(await verifyAudit(product.settings, parseHead(kept))).toMatchObject({
        isIntact: true,
        problems: [],
      });
    await product.stopWorker();
    const { sequence = 0 } = parseHead(head) ?? {};
    await cutOffFrom(sequence);
    expect(await verifyAudit(product.settings)).toMatchObject({ isIntact: true, problems: [] });
    expect(await verifyAudit(product.settings, parseHead(head))).toMatchObject({
      isIntact: false,
      problems: [
        `The end is missing: the kept head is entry ${sequence}, the chain ends at ${sequence - 1}.`,
      ],
    });
  });

  /** What a promoted replica lacks that had not received the end, or what a superuser takes away. */
  async function cutOffFrom(sequence: number): Promise<void> {
    const client = await product.admin.connect();
    try {
      await client.query('SET session_replication_role = replica');
      const { rows } = await client.query<{ event_id: string }>(
        'DELETE FROM audit.seal WHERE sequence >= $1 RETURNING event_id',
        [sequence],
      );
      await client.query(
        'DELETE FROM audit.event WHERE id = ANY ($1) OR id NOT IN (SELECT event_id FROM audit.seal)',
        [rows.map((row) => row.event_id)],
      );
    } finally {
      await client.query('RESET session_replication_role');
      client.release();
    }
  }
});
