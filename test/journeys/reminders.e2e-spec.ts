import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApprovalPlan, DEFAULT_APPROVAL_PLAN } from '#libs/approvals';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  reopenNomination,
  submitNomination,
} from './operations.js';

type Job = 'remind-review' | 'escalate-review';

const [REVIEW, SIGN_OFF] = DEFAULT_APPROVAL_PLAN.stages;
const PLAN: ApprovalPlan = {
  stages: [
    { ...REVIEW, dueHours: 72, remindBeforeHours: [48, 24] },
    { ...SIGN_OFF, dueHours: 48, remindBeforeHours: [24], quorum: 2 },
  ],
  lapseAfterHours: null,
  returned: null,
};

/** Reminders and escalations, whose hour the tests bring forward instead of waiting for it. */
describe('what reminds the host of a review', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ places: 20 });
    await product.admin.query('UPDATE conference.conference SET approval_plan = $1', [JSON.stringify(PLAN)]);
  });

  afterAll(() => product.close());

  async function submitted(name: string): Promise<string> {
    const icc = product.as('iccCoordinator');
    const id = (await createNomination(icc, nomineesOf(product).draft(name))).nomination?.id ?? '';
    await submitNomination(icc, id, { version: 1 });
    return id;
  }

  async function recommended(name: string): Promise<string> {
    const id = await submitted(name);
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    return id;
  }

  const sign = async (by: Person, id: string): Promise<void> => {
    const { errors } = await decideNomination(product.as(by), id, { version: 2, outcome: 'APPROVE' });
    expect(errors).toEqual([]);
  };

  /**
   * Lets the hour come of work that is promised for a stage, the earliest first: of all of it, or of so much. The queue has
   * the promise already and keeps it for its hour, so the same work is promised once more, for now.
   */
  async function come(id: string, job: Job, stage: 'REVIEW' | 'SIGN_OFF', howMany = 9): Promise<number> {
    const { rows } = await product.admin.query<{ id: string }>(
      `WITH promised AS (
          SELECT o.id FROM platform.outbox o JOIN approvals.review r ON r.id = (o.payload->>'reviewId')::uuid
          WHERE r.subject_id = $1 AND o.job = $2 AND o.payload->>'stage' = $3 AND o.done_at IS NULL ORDER BY o.run_at LIMIT $4
        ), kept AS (
          UPDATE platform.outbox o SET done_at = clock_timestamp() FROM promised p WHERE o.id = p.id RETURNING o.*
        )
        INSERT INTO platform.outbox (id, conference_id, queue, job, payload, run_at)
          SELECT gen_random_uuid(), conference_id, queue, job, payload, clock_timestamp() FROM kept ORDER BY run_at RETURNING id`,
      [id, job, stage, howMany],
    );
    const ids = rows.map((row) => row.id);
    await drain(
      async () => {
        const open = await product.admin.query(
          'SELECT FROM platform.outbox WHERE id = ANY ($1) AND done_at IS NULL',
          [ids],
        );
        return open.rowCount === 0;
      },
      { what: `${job} at ${stage} to be done`, timeoutMs: 30_000 },
    );
    return ids.length;
  }

  /** Who was written to about this nomination, once for each message. */
  const toldOf = async (id: string, kind: string): Promise<string[]> =>
    (
      await product.admin.query<{ name: string }>(
        `SELECT split_part(m.recipient_name, ' of ', 1) AS name FROM notifications.message m
          JOIN approvals.review r ON r.id = m.subject_id WHERE r.subject_id = $1 AND m.kind = $2 ORDER BY 1`,
        [id, kind],
      )
    ).rows.map(({ name }) => name);

  it('comes at each of the hours of the plan', async () => {
    const id = await submitted('Rita Often');
    expect(await come(id, 'remind-review', 'REVIEW', 1)).toBe(1);
    expect(await toldOf(id, 'REVIEW_REMINDER')).toEqual(['Officer', 'Other Officer']);
    expect(await come(id, 'remind-review', 'REVIEW')).toBe(1);
    expect(await toldOf(id, 'REVIEW_REMINDER')).toEqual([
      'Officer',
      'Officer',
      'Other Officer',
      'Other Officer',
    ]);
  });

  it('does not come for a stage that is over', async () => {
    const id = await recommended('Olga Over');
    expect(await come(id, 'remind-review', 'REVIEW')).toBe(2);
    expect(await come(id, 'escalate-review', 'REVIEW')).toBe(1);
    expect(await toldOf(id, 'REVIEW_REMINDER')).toEqual([]);
    expect(await toldOf(id, 'REVIEW_ESCALATION')).toEqual([]);
  });

  it('does not come to those who have signed, nor to those who may not', async () => {
    const id = await recommended('Sam Signed');
    await sign('approver', id);
    expect(await come(id, 'remind-review', 'SIGN_OFF')).toBe(1);
    expect(await toldOf(id, 'REVIEW_REMINDER')).toEqual(['Other Approver']);
  });

  it('does not come for a sign-off that was put off by a reopening, but for the new one', async () => {
    const id = await recommended('Rob Again');
    await sign('approver', id);
    await sign('otherApprover', id);
    const { errors } = await reopenNomination(product.as('approver'), id, {
      version: 2,
      reason: 'New facts',
    });
    expect(errors).toEqual([]);
    expect(await come(id, 'remind-review', 'SIGN_OFF', 1)).toBe(1);
    expect(await come(id, 'escalate-review', 'SIGN_OFF', 1)).toBe(1);
    expect(await toldOf(id, 'REVIEW_REMINDER')).toEqual([]);
    expect(await toldOf(id, 'REVIEW_ESCALATION')).toEqual([]);
    expect(await come(id, 'remind-review', 'SIGN_OFF')).toBe(1);
    expect(await come(id, 'escalate-review', 'SIGN_OFF')).toBe(1);
    expect(await toldOf(id, 'REVIEW_REMINDER')).toEqual(['Approver', 'Other Approver']);
    expect(await toldOf(id, 'REVIEW_ESCALATION')).toEqual(['Administrator']);
  });

  it('comes again for each sign-off that a reopening begins', async () => {
    const id = await recommended('Ria Twice');
    expect(await come(id, 'escalate-review', 'SIGN_OFF')).toBe(1);
    await sign('approver', id);
    await sign('otherApprover', id);
    await reopenNomination(product.as('approver'), id, { version: 2, reason: 'New facts' });
    expect(await come(id, 'escalate-review', 'SIGN_OFF')).toBe(1);
    expect(await toldOf(id, 'REVIEW_ESCALATION')).toEqual(['Administrator', 'Administrator']);
  });
});
