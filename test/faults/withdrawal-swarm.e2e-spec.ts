import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, type SinkMessage } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { releaseDecisions, withdrawNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

const SWARM = 40;
/** A busy machine holds the worker up for seconds. Mail whose lease is over is in doubt, which is row 1 and 4. */
const LONG_LEASES = { QUEUE_LOCK_MS: '60000' };
const CONFIRM = `mutation ($token: String!) { confirmInvitation(token: $token, input: { idempotencyKey: "late" }) {
  invitation { state } errors { code } } }`;

/** In letters, for addresses are made of those. */
const nameOf = (index: number): string =>
  `Fickle Sample ${[...String(index)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}`;

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, rank: Math.random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);

interface Fate {
  readonly invitation: string;
  /** Mail of the invitation and its correction, as rows. */
  readonly messages: readonly string[];
  /** What came to the address, in the order of arrival. */
  readonly mail: readonly string[];
}

/** Both ends of the matter. */
const CORRECTED: Fate = {
  invitation: 'CANCELLED',
  messages: ['PERSONAL_INVITATION SENT', 'INVITATION_CANCELLED SENT'],
  mail: ['invitation', 'correction'],
};
const NEVER_LEFT = 'CANCELLED';

describe('row 20: forty nominations are withdrawn while the worker sends their invitations', () => {
  let product: Product;
  const people = new Map<string, string>();

  beforeAll(async () => {
    product = await startProduct({ places: SWARM, withoutWorker: true, environment: LONG_LEASES });
    const nominees = nomineesOf(product);
    for (let index = 0; index < SWARM; index += 1) {
      const name = nameOf(index);
      people.set(await nominees.decided(name, { outcome: 'APPROVE' }), nominees.emailOf(name));
    }
    // Slow enough for somebody to change their mind in between. At first each fourth is asked to come again, and another
    // fourth is taken so late that whatever is sent behind it may come before it.
    product.sink.script({ at: 'mail', do: { kind: 'delay', ms: 30 } });
    for (const [index, recipient] of [...people.values()].entries()) {
      if (index % 4 === 0)
        product.sink.script({ at: 'rcpt', recipient, times: 1, do: { kind: 'answer', code: 451 } });
      if (index % 4 === 1)
        product.sink.script({ at: 'data', recipient, times: 1, do: { kind: 'delay', ms: 600 } });
    }
    product.sink.script({ at: 'data', do: { kind: 'delay', ms: 40 } });
  });
  afterAll(() => product.close());

  const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await product.admin.query<Row>(sql)).rows;
  const withdraw = (id: string) => withdrawNomination(product.as('iccCoordinator'), id, {});

  /** Withdraws all, each when so many invitations have left the queue; every other one while its own is being sent. */
  async function withdrawAll(): Promise<void> {
    const waiting = new Set(shuffled([...people.keys()]));
    const withdrawals: ReturnType<typeof withdraw>[] = [];
    for (let left = 0; waiting.size > 0; left += 1) {
      const sending = await drain(
        async () => {
          const invitations = await rows<{ nomination_id: string; state: string }>(
            `SELECT nomination_id, state FROM notifications.message WHERE kind = 'PERSONAL_INVITATION'`,
          );
          if (invitations.filter(({ state }) => state !== 'QUEUED').length < left) return undefined;
          return invitations.filter((one) => one.state === 'SENDING').map((one) => one.nomination_id);
        },
        { what: `${left} invitations to leave the queue`, timeoutMs: 60_000, everyMs: 2 },
      );
      const candidates = left % 2 === 0 ? [] : sending.filter((id) => waiting.has(id));
      const [next = ''] = [...candidates, ...waiting];
      waiting.delete(next);
      withdrawals.push(withdraw(next));
    }
    expect((await Promise.all(withdrawals)).flatMap(({ errors }) => errors)).toEqual([]);
  }

  const settled = (): Promise<unknown> =>
    drain(
      async () => {
        const [work] = await rows<{ open: number }>(
          `SELECT (SELECT count(*) FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= clock_timestamp())::int
            + (SELECT count(*) FROM notifications.message WHERE state IN ('QUEUED', 'SENDING'))::int AS open`,
        );
        return work?.open === 0;
      },
      { what: 'the queue to run empty', timeoutMs: 60_000 },
    );

  const sort = ({ text }: SinkMessage): string => (/\/invitation#/.test(text) ? 'invitation' : 'correction');

  async function fateOf(id: string, email: string, mail: readonly SinkMessage[]): Promise<Fate> {
    const [invitation] = await rows<{ id: string; state: string }>(
      `SELECT id, state FROM invitations.invitation WHERE source_id = '${id}'`,
    );
    const messages = await rows<{ what: string }>(
      `SELECT kind || ' ' || state AS what FROM notifications.message WHERE subject_id = '${invitation?.id}' ORDER BY id`,
    );
    return {
      invitation: invitation?.state ?? '',
      messages: messages.map(({ what }) => what),
      mail: mail.filter(({ envelope }) => envelope.to.includes(email)).map(sort),
    };
  }

  it('leaves each of them either without a mail, or with a correction behind the invitation', async () => {
    const ids = [...people.keys()];
    const { batch } = await releaseDecisions(product.as('approver'), product.world.conferenceId, ids);
    expect(batch?.size).toBe(SWARM);
    await product.startWorker();
    await withdrawAll();
    await settled();
    const mail = await product.sink.messages();
    const fates = await Promise.all([...people].map(([id, email]) => fateOf(id, email, mail)));
    const corrected = fates.filter(({ mail: { length } }) => length > 0);
    expect(corrected).toEqual(corrected.map(() => CORRECTED));
    const without = fates.filter(({ mail: { length } }) => length === 0);
    expect(
      without.filter(
        ({ invitation, messages }) =>
          invitation !== NEVER_LEFT || messages.some((what) => !what.endsWith(NEVER_LEFT)),
      ),
    ).toEqual([]);
    // The swarm has met both, or it has tried nothing.
    expect(Math.min(corrected.length, without.length)).toBeGreaterThan(0);
  });

  it('leaves no link that works', async () => {
    const tokens = (await product.sink.messages()).flatMap(
      ({ text }) => /\/invitation#([\w-]+)/.exec(text)?.[1] ?? [],
    );
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) {
      const answer = await product.anonymous().data(CONFIRM, { token });
      expect(answer).toEqual({
        confirmInvitation: { invitation: null, errors: [{ code: 'ACTION_UNAVAILABLE' }] },
      });
    }
  });

  it('gives every place back, and counters and ledger agree', async () => {
    const quotas = await rows(
      `SELECT q.held, q.consumed, coalesce(sum(e.held_delta), 0)::int AS held_entries,
        coalesce(sum(e.consumed_delta), 0)::int AS consumed_entries
       FROM nominations.quota q LEFT JOIN nominations.quota_entry e ON e.quota_id = q.id GROUP BY q.id`,
    );
    expect(new Set(quotas.map((quota) => JSON.stringify(quota)))).toEqual(
      new Set([JSON.stringify({ held: 0, consumed: 0, held_entries: 0, consumed_entries: 0 })]),
    );
  });
});
