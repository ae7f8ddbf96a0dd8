import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import { releaseDecisions, setFreedPlaces, stateOf, withdrawNomination } from './operations.js';

/**
 * Answers and withdrawals of which an older release has promised that they are dealt with: by jobs, where this one tells events.
 * Here each event is told, and what it left is turned into the job that stood for it before a worker sees it.
 */
let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: 20 });
  nominees = nomineesOf(product);
  await setFreedPlaces(product.as('administrator'), product.world.conferenceId, 'AT_ONCE');
});
beforeEach(() => product.startWorker());
afterAll(() => product.close());

async function released(name: string, decision: object): Promise<string> {
  const id = await nominees.decided(name, decision);
  const { conferenceId } = product.world;
  const { errors } = await releaseDecisions(product.as('approver'), conferenceId, [id], randomUUID());
  expect(errors).toEqual([]);
  return id;
}
const invited = async (name: string) => {
  const id = await released(name, { outcome: 'APPROVE' });
  return { id, token: await nominees.invitationToken(name) };
};

async function answer(mutation: 'confirmInvitation' | 'declineInvitation', token: string): Promise<void> {
  const text = `mutation ($token: String!, $key: String!) {
    given: ${mutation}(token: $token, input: { idempotencyKey: $key }) { errors { code } } }`;
  const values = { token, key: randomUUID() };
  const { given } = await product.anonymous().data<{ given: { errors: unknown[] } }>(text, values);
  expect(given.errors).toEqual([]);
}

/** What an older release queues instead of telling an event, told from what listeners of this one wait for. */
const OLDER: Record<string, readonly [job: string, payload: string]> = {
  'announce-answer-when-invitation-confirmed': ['announce-answer', 'payload'],
  'announce-answer-when-invitation-declined': ['announce-answer', 'payload'],
  'correct-notices-when-invitation-confirmed': ['settle-place', ofPlace('CONFIRMED')],
  'release-place-when-invitation-declined': ['settle-place', ofPlace('DECLINED')],
  'release-place-when-nomination-withdrawn': ['offer-place', `payload - 'wasApproved'`],
};
function ofPlace(outcome: string): string {
  return `payload - 'version' - 'wasConfirmed' || jsonb_build_object('outcome', '${outcome}', 'nominationId',
    (SELECT source_id FROM invitations.invitation WHERE id = (payload->>'invitationId')::uuid))`;
}

/** @returns which jobs wait now, for a worker that is started then and does all of them. */
async function asOlderRelease(): Promise<string[]> {
  for (const [listener, [job, payload]] of Object.entries(OLDER))
    await product.admin.query(
      `UPDATE platform.outbox SET job = $2, payload = ${payload} WHERE job = $1 AND done_at IS NULL`,
      [listener, job],
    );
  const { rows } = await product.admin.query<{ job: string }>(
    `SELECT job FROM platform.outbox WHERE queue IN ('nominations', 'invitations') AND done_at IS NULL
       AND run_at <= clock_timestamp() ORDER BY job`,
  );
  return rows.map(({ job }) => job);
}
async function workedOff(): Promise<void> {
  await product.startWorker();
  await drain(
    async () => {
      const { rows } = await product.admin.query<{ open: number; failed: number }>(
        `SELECT count(*) FILTER (WHERE done_at IS NULL AND run_at <= clock_timestamp())::int AS open,
           count(failed_at)::int AS failed FROM platform.outbox`,
      );
      expect(rows[0]?.failed).toBe(0);
      return rows[0]?.open === 0;
    },
    { what: 'what an older release has queued', timeoutMs: 20_000 },
  );
}

const used = async (id: string): Promise<number> =>
  (
    await product.admin.query<{ used: number }>(
      'SELECT coalesce(sum(consumed_delta), 0)::int AS used FROM nominations.quota_entry WHERE nomination_id = $1',
      [id],
    )
  ).rows[0]?.used ?? NaN;
const mailsTo = async (name: string): Promise<string[]> =>
  (await product.sink.messages())
    .filter(({ envelope }) => envelope.to.includes(nominees.emailOf(name)))
    .map(({ subject }) => subject.replace(/:.*/, ''));
const state = (id: string) => stateOf(product.as('iccCoordinator'), id);

describe('what an older release has queued', () => {
  it('of a decline is worked off: the person has it confirmed, and the place goes to the next', async () => {
    const reserve = await released('Rita Reserve', { outcome: 'RESERVE' });
    const { id, token } = await invited('Dan Declines');
    await product.stopWorker();
    await answer('declineInvitation', token);
    expect(await asOlderRelease()).toEqual(['announce-answer', 'settle-place']);
    await workedOff();
    expect([await used(id), await state(reserve)]).toEqual([0, 'APPROVED']);
    expect(await mailsTo('Dan Declines')).toEqual(['Your invitation', 'You have declined']);
  });

  it('of an acceptance is worked off: the person has it confirmed, and the place stays used', async () => {
    const { id, token } = await invited('Ada Accepts');
    await product.stopWorker();
    await answer('confirmInvitation', token);
    expect(await asOlderRelease()).toEqual(['announce-answer', 'settle-place']);
    await workedOff();
    expect(await used(id)).toBe(1);
    expect(await mailsTo('Ada Accepts')).toEqual(['Your invitation', 'You have accepted']);
  });

  it('of an invitation that lapsed is worked off: the place is free', async () => {
    const { id } = await invited('Lea Late');
    await product.stopWorker();
    await product.admin.query(
      `UPDATE invitations.invitation SET state = 'LAPSED', version = version + 1 WHERE source_id = $1`,
      [id],
    );
    await product.admin.query(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, dedupe_key)
       SELECT gen_random_uuid(), i.conference_id, 'nominations', 'settle-place',
         jsonb_build_object('invitationId', i.id, 'nominationId', i.source_id, 'outcome', 'LAPSED'), 'settle-place:' || i.id
       FROM invitations.invitation i WHERE i.source_id = $1`,
      [id],
    );
    await workedOff();
    expect(await used(id)).toBe(0);
  });

  it('of a withdrawal is worked off: the place is free', async () => {
    const { id } = await invited('Wim Withdrawn');
    const { rows } = await product.admin.query<{ version: number }>(
      'SELECT version + follow_ups AS version FROM nominations.nomination WHERE id = $1',
      [id],
    );
    await product.stopWorker();
    await withdrawNomination(product.as('iccCoordinator'), id, { version: rows[0]?.version ?? 0 });
    expect(await used(id)).toBe(1);
    expect(await asOlderRelease()).toEqual(['offer-place']);
    await workedOff();
    expect(await used(id)).toBe(0);
  });
});
