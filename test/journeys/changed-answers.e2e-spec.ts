import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, newId } from '#libs/kernel';
import { openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { hashInvitationToken } from '#libs/invitations';
import { sqlState } from '#libs/platform';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  createNomination,
  promoteNomination,
  releaseDecisions,
  setFreedPlaces,
  stateOf,
  submitNomination,
  withdrawNomination,
} from './operations.js';

/** A nominee who has answered changes the answer: what becomes of the place, for whom, and in which words. */
let product: Product;
let nominees: Nominees;
let api: OpenedDatabase;
let count = 0;

beforeAll(async () => {
  product = await startProduct({ places: 500 });
  nominees = nomineesOf(product);
  api = await openDatabase(product.settings.database.apiUrl, 1);
});
beforeEach(async () => {
  await product.startWorker();
  await quiet();
  await product.admin.query('DELETE FROM conference.time_window WHERE kind = $1', ['CONFIRMATION']);
  await product.admin.query('UPDATE nominations.quota SET on_offer = 0');
  await product.admin.query(`UPDATE nominations.nomination SET state = 'WITHDRAWN' WHERE state = 'RESERVED'`);
  await mode('BY_HAND');
});
afterAll(async () => {
  await api.close();
  await product.close();
});

const mode = (freedPlaces: 'BY_HAND' | 'AT_ONCE') =>
  setFreedPlaces(product.as('administrator'), product.world.conferenceId, freedPlaces);

const letters = (): string => {
  count += 1;
  return [...String(count)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
};

interface Nominee {
  readonly id: string;
  readonly name: string;
}
async function released(title: string, decision: object, more?: object): Promise<Nominee> {
  const name = `${title} ${letters()}`;
  const id = await nominees.decided(name, decision, more);
  await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
  return { id, name };
}
/** Somebody who is invited, and has the link. */
async function invited(decision: object = {}): Promise<Nominee & { readonly token: string }> {
  product.sink.clear();
  const nominee = await released('Dan Declines', { outcome: 'APPROVE', ...decision });
  return { ...nominee, token: await nominees.invitationToken(nominee.name) };
}
const onReserve = (): Promise<Nominee> => released('Rita Reserve', { outcome: 'RESERVE' });

interface Given {
  readonly invitation: { readonly state: string; readonly changeableUntil: string | null } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly state: string | null;
  }[];
}
async function answer(mutation: 'confirmInvitation' | 'declineInvitation', token: string): Promise<Given> {
  const { given } = await product.anonymous().data<{ given: Given }>(
    `mutation ($token: String!, $key: String!) { given: ${mutation}(token: $token, input: { idempotencyKey: $key }) {
      invitation { state changeableUntil } errors { code message state } } }`,
    { token, key: randomUUID() },
  );
  return given;
}
const accept = (token: string) => answer('confirmInvitation', token);
const decline = (token: string) => answer('declineInvitation', token);
const look = async (token: string) =>
  (
    await product
      .anonymous()
      .data<{ invitation: Given['invitation'] }>(
        'query ($token: String!) { invitation(token: $token) { state changeableUntil } }',
        { token },
      )
  ).invitation;

/** Everything that was promised so far is done. */
async function quiet(): Promise<void> {
  await drain(
    async () => {
      const { rows } = await product.admin.query(
        `SELECT FROM platform.outbox WHERE queue IN ('nominations', 'invitations') AND done_at IS NULL
           AND run_at <= clock_timestamp()`,
      );
      return rows.length === 0;
    },
    { what: 'the promised work', timeoutMs: 30_000 },
  );
}

const used = async (id: string): Promise<number> =>
  (
    await product.admin.query<{ used: number }>(
      'SELECT coalesce(sum(consumed_delta), 0)::int AS used FROM nominations.quota_entry WHERE nomination_id = $1',
      [id],
    )
  ).rows[0]?.used ?? NaN;

/** The body's places for the constituency, as its row has them and as its ledger adds up. */
async function balance(): Promise<object> {
  const { rows } = await product.admin.query<Record<string, number>>(
    `SELECT q.consumed, q.overridden, q.on_offer,
       q.consumed - (SELECT coalesce(sum(e.consumed_delta), 0)::int FROM nominations.quota_entry e WHERE e.quota_id = q.id) AS consumed_off,
       q.overridden - (SELECT coalesce(sum(e.allotted_delta) FILTER (WHERE e.kind <> 'ALLOCATE'), 0)::int
         FROM nominations.quota_entry e WHERE e.quota_id = q.id) AS overridden_off
     FROM nominations.quota q WHERE q.body_id = $1 AND q.constituency_id = $2`,
    [product.world.icc, product.world.business],
  );
  return rows[0] ?? {};
}

const versionOf = async (id: string): Promise<number> =>
  (
    await product.admin.query<{ version: number }>(
      'SELECT version + follow_ups AS version FROM nominations.nomination WHERE id = $1',
      [id],
    )
  ).rows[0]?.version ?? 0;

const promote = async (id: string) =>
  promoteNomination(product.as('approver'), id, { version: await versionOf(id) });

const GONE = {
  invitation: null,
  errors: [
    {
      code: 'PLACE_GONE',
      message:
        'Your place is no longer available. Write to International Chamber of Commerce, who put your name forward.',
      state: 'DECLINED',
    },
  ],
};
const UNTIL = '2030-11-01T00:00:00.000Z';

describe('who has declined and accepts after all', () => {
  it('has the place again where it waits for the host, is on record, and may change the answer again', async () => {
    const before = await balance();
    const { id, token } = await invited();
    for (let round = 0; round < 2; round += 1) {
      expect((await decline(token)).errors).toEqual([]);
      await quiet();
      expect(await used(id)).toBe(0);
      expect(await look(token)).toEqual({ state: 'DECLINED', changeableUntil: UNTIL });
      expect(await accept(token)).toEqual({
        invitation: { state: 'CONFIRMED', changeableUntil: UNTIL },
        errors: [],
      });
      await quiet();
      expect(await used(id)).toBe(1);
    }
    expect(await balance()).toEqual({ ...before, consumed: Number(Reflect.get(before, 'consumed')) + 1 });
    const { rows } = await product.admin.query(
      `SELECT kind, consumed_delta AS n, by_user, reason FROM nominations.quota_entry WHERE nomination_id = $1 ORDER BY at DESC LIMIT 2`,
      [id],
    );
    expect(rows).toEqual([
      { kind: 'CONSUME', n: 1, by_user: null, reason: 'Accepted after all' },
      { kind: 'RELEASE', n: -1, by_user: null, reason: null },
    ]);
    const trail = await product.admin.query(
      `SELECT actor_kind, details - 'invitation' AS details FROM audit.event
       WHERE subject_id = $1 AND action = 'invitation.confirmed' ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(trail.rows).toEqual([{ actor_kind: 'invitee', details: { wasDeclined: true } }]);
  });

  it('keeps the place that was not given back yet, whatever the work that follows the decline finds', async () => {
    const { id, token } = await invited();
    await product.stopWorker();
    await decline(token);
    expect((await accept(token)).invitation?.state).toBe('CONFIRMED');
    await product.startWorker();
    await quiet();
    expect(await used(id)).toBe(1);
    expect(
      await product
        .as('officer')
        .data('query ($id: ID!) { nomination(id: $id) { invitation { state } } }', { id }),
    ).toEqual({
      nomination: { invitation: { state: 'CONFIRMED' } },
    });
  });

  it('hears whom to write to where the host has invited the next, and nothing moves', async () => {
    const reserve = await onReserve();
    const { id, token } = await invited();
    await decline(token);
    await quiet();
    expect((await look(token))?.changeableUntil).toBe(UNTIL);
    expect((await promote(reserve.id)).errors).toEqual([]);
    const before = await balance();
    expect(await look(token)).toEqual({ state: 'DECLINED', changeableUntil: null });
    expect(await accept(token)).toEqual(GONE);
    expect([await used(id), await used(reserve.id)]).toEqual([0, 1]);
    expect(await balance()).toEqual(before);
    expect(await look(token)).toEqual({ state: 'DECLINED', changeableUntil: null });
  });

  it('hears the same where the conference invites the next at once', async () => {
    await mode('AT_ONCE');
    const reserve = await onReserve();
    const { id, token } = await invited();
    await decline(token);
    await quiet();
    expect(await stateOf(product.as('officer'), reserve.id)).toBe('APPROVED');
    expect(await accept(token)).toEqual(GONE);
    expect([await used(id), await used(reserve.id)]).toEqual([0, 1]);
  });

  it('has the place again at once too, where nobody waited for it', async () => {
    await mode('AT_ONCE');
    const { id, token } = await invited();
    await decline(token);
    await quiet();
    expect((await accept(token)).invitation?.state).toBe('CONFIRMED');
    await quiet();
    expect(await used(id)).toBe(1);
  });

  it('has a place beyond the quota again, which was for this person alone', async () => {
    const before = await balance();
    const overriding = { isQuotaOverridden: true, reasonText: 'The keynote speaker' };
    const { id, token } = await invited(overriding);
    const during = await balance();
    // It goes with the person: nobody is next for it.
    await onReserve();
    const { placePreview } = await product
      .as('iccCoordinator')
      .data<{ placePreview: object }>(
        'query ($id: ID!) { placePreview(nominationId: $id, act: WITHDRAW) { outcome count } }',
        { id },
      );
    expect(placePreview).toEqual({ outcome: 'NOTHING', count: 0 });
    expect(Reflect.get(during, 'overridden')).toBe(Number(Reflect.get(before, 'overridden')) + 1);
    await decline(token);
    await quiet();
    expect(await balance()).toEqual(before);
    expect((await accept(token)).invitation?.state).toBe('CONFIRMED');
    await quiet();
    expect(await used(id)).toBe(1);
    expect(await balance()).toEqual(during);
  });

  describe('and whose place another nomination of the body needs', () => {
    const ALLOT = `UPDATE nominations.quota SET allotted = held + consumed - overridden + $3
      WHERE body_id = $1 AND constituency_id = $2`;
    const place = () => [product.world.icc, product.world.business];
    /** The place that was given back is the only one that is free. */
    const lastPlace = () => product.admin.query(ALLOT, [...place(), 1]);
    afterEach(() => product.admin.query('UPDATE nominations.quota SET allotted = 500, on_offer = 0'));

    async function declined(): Promise<Nominee & { readonly token: string }> {
      const nominee = await invited();
      await decline(nominee.token);
      await quiet();
      await lastPlace();
      return nominee;
    }
    const submitted = async (): Promise<string> => {
      const icc = product.as('iccCoordinator');
      const { nomination } = await createNomination(icc, nominees.draft(`Sue Submitted ${letters()}`));
      const id = nomination?.id ?? '';
      expect((await submitNomination(icc, id, { version: 1 })).errors).toEqual([]);
      return id;
    };
    const withdraw = async (id: string) =>
      withdrawNomination(product.as('iccCoordinator'), id, { version: await versionOf(id) });

    it('has it again once that nomination is withdrawn undecided: the place is free and theirs', async () => {
      const { id, token } = await declined();
      const other = await submitted();
      expect(await look(token)).toEqual({ state: 'DECLINED', changeableUntil: null });
      expect(await accept(token)).toEqual(GONE);
      await withdraw(other);
      expect(await look(token)).toEqual({ state: 'DECLINED', changeableUntil: UNTIL });
      expect((await accept(token)).invitation?.state).toBe('CONFIRMED');
      await quiet();
      expect(await used(id)).toBe(1);
      expect(await balance()).toMatchObject({ on_offer: 0, consumed_off: 0 });
    });

    it('has it no more once that nomination was approved', async () => {
      const { token } = await declined();
      await released('Ann Approved', { outcome: 'APPROVE' });
      expect(await balance()).toMatchObject({ on_offer: 0 });
      await product.admin.query(ALLOT, [...place(), 5]);
      expect(await accept(token)).toEqual(GONE);
    });

    it('has it again once that nomination was refused, and the place is offered once', async () => {
      const { id, token } = await declined();
      await released('Reg Refused', { outcome: 'REJECT', reasonCode: 'BALANCE' });
      expect(await balance()).toMatchObject({ on_offer: 1 });
      await product.admin.query(ALLOT, [...place(), 5]);
      expect((await accept(token)).invitation?.state).toBe('CONFIRMED');
      await quiet();
      expect(await used(id)).toBe(1);
      expect(await balance()).toMatchObject({ on_offer: 0, consumed_off: 0 });
    });
  });

  it('hears that the invitation no longer holds once the nomination was withdrawn', async () => {
    const { id, token } = await invited();
    await decline(token);
    await quiet();
    const version = await versionOf(id);
    expect((await withdrawNomination(product.as('iccCoordinator'), id, { version })).errors).toEqual([]);
    expect(await look(token)).toEqual({ state: 'DECLINED', changeableUntil: null });
    expect((await accept(token)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state: 'CANCELLED' }]);
    await quiet();
    expect(await used(id)).toBe(0);
  });

  it.each([
    ['accept', 'CONFIRMED', accept, decline],
    ['decline', 'DECLINED', decline, accept],
  ] as const)(
    'who did %s hears that answers are not taken, and whom to ask, once they have closed',
    async (_, state, first, then) => {
      const { token } = await invited();
      expect((await first(token)).errors).toEqual([]);
      await quiet();
      const before = await balance();
      await product.admin.query(
        `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at)
         VALUES (gen_random_uuid(), $1, 'CONFIRMATION', now() - interval '2 days', now() - interval '1 day')`,
        [product.world.conferenceId],
      );
      expect(await then(token)).toEqual({
        invitation: null,
        errors: [
          {
            code: 'WINDOW_CLOSED',
            message:
              'Answers to invitations are not taken at this time. Please ask International Chamber of Commerce, who put your name forward.',
            state,
          },
        ],
      });
      expect(await look(token)).toEqual({ state, changeableUntil: null });
      expect(await balance()).toEqual(before);
      // The same answer once more is no change.
      expect((await first(token)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state }]);
    },
  );
});

describe('what the mails to body and host say of a place that is given back', () => {
  const COORDINATOR = 'icc.coordinator.of.test.conference@example.org';
  const APPROVER = 'approver.of.test.conference@example.org';

  /** The words of the newest mail to somebody with this subject, in one line. */
  const mailTo = async (address: string, subject: RegExp): Promise<string> => {
    const mail = await drain(
      async () =>
        (await product.sink.messages()).findLast(
          (one) => one.envelope.to.includes(address) && subject.test(one.subject),
        ),
      { what: `${String(subject)} to ${address}`, timeoutMs: 20_000 },
    );
    return mail.text.replace(/\s+/g, ' ');
  };
  const isInvited = async ({ id, name }: Nominee): Promise<void> => {
    expect(await stateOf(product.as('officer'), id)).toBe('APPROVED');
    expect(await used(id)).toBe(1);
    expect(await nominees.invitationToken(name)).not.toBe('');
  };

  it('is so by hand: the host decides and presses once, and is not overtaken', async () => {
    const reserve = await onReserve();
    const { id, token } = await invited();
    await decline(token);
    await quiet();
    expect(await mailTo(COORDINATOR, /^Invitation declined/)).toContain(
      'The place is free again. The host decides who is invited next.',
    );
    expect(await mailTo(APPROVER, /^A place is free/)).toContain(
      'Nobody is invited by itself. An approver of the host invites the next person from the inbox, with one press.',
    );
    expect(await used(id)).toBe(0);
    expect(await stateOf(product.as('officer'), reserve.id)).toBe('RESERVED');
    expect((await promote(reserve.id)).errors).toEqual([]);
    expect(await mailTo(COORDINATOR, /has a place/)).toContain(
      'was on your reserve list and now has a place. We have sent a personal invitation.',
    );
    await isInvited(reserve);
  });

  it('is so at once: the first of the reserve list is invited', async () => {
    await mode('AT_ONCE');
    const reserve = await onReserve();
    const { token } = await invited();
    await decline(token);
    await quiet();
    expect(await mailTo(COORDINATOR, /^Invitation declined/)).toContain(
      'The place is free again. The first person on your reserve list is invited at once, if there is one.',
    );
    await isInvited(reserve);
  });

  describe('while the mail to the host waits', () => {
    /** What the host is still to be told, in the order in which it was written. */
    const toBeTold = async (): Promise<unknown[]> => {
      const { rows } = await product.admin.query<{ people: number }>(
        `SELECT (params #>> '{places,0,count}')::int AS people FROM notifications.message
         WHERE kind = 'PLACES_FREED' AND recipient_email = $1 AND created_at > $2
           AND state NOT IN ('SENT', 'CANCELLED') AND cancel_requested_at IS NULL ORDER BY created_at, id`,
        [APPROVER, since],
      );
      return rows.map(({ people }) => people);
    };
    let since: Date;
    afterEach(() => product.sink.clearScript());
    /** Two reserves, and two who have declined: the host is to be told of both places. */
    async function twoPlaces() {
      const { rows } = await product.admin.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      since = rows[0]?.now ?? new Date(NaN);
      const reserve = await onReserve();
      await onReserve();
      const first = await invited();
      const second = await invited();
      product.sink.script({ at: 'rcpt', recipient: /^approver\./, do: { kind: 'answer', code: 451 } });
      for (const { token } of [first, second]) {
        await decline(token);
        await quiet();
      }
      expect(await toBeTold()).toEqual([2]);
      return { reserve, first, second };
    }

    it.each<[string, (all: Awaited<ReturnType<typeof twoPlaces>>) => Promise<unknown>]>([
      ['one of two accepts after all', ({ first }) => accept(first.token)],
      ['the host has invited the next', ({ reserve }) => promote(reserve.id)],
    ])('it tells of one place once %s', async (_, act) => {
      await act(await twoPlaces());
      await quiet();
      expect(await toBeTold()).toEqual([1]);
    });

    it('it tells of none once both have accepted after all', async () => {
      const { first, second } = await twoPlaces();
      for (const { token } of [first, second]) {
        await accept(token);
        await quiet();
      }
      expect(await toBeTold()).toEqual([]);
    });
  });

  it('is so when the person accepts after all: the place is no longer free', async () => {
    const reserve = await onReserve();
    const { id, token } = await invited();
    await decline(token);
    await quiet();
    await mailTo(COORDINATOR, /^Invitation declined/);
    await accept(token);
    expect(await mailTo(COORDINATOR, /^Accepted after all/)).toContain(
      'The person has the place again, so it is no longer free.',
    );
    expect(await used(id)).toBe(1);
    expect(Reflect.get(await balance(), 'on_offer')).toBe(0);
    expect(await stateOf(product.as('officer'), reserve.id)).toBe('RESERVED');
  });
});

describe('the database', () => {
  const UPDATE = `UPDATE invitations.invitation SET state = 'CONFIRMED' WHERE token_hash = $1`;

  it('takes a place back for whoever has the link of a declined invitation, and lets nobody accept without', async () => {
    const reserve = await onReserve();
    const { id, token } = await invited();
    const tokenHash = hashInvitationToken(token);
    const invitee: Actor = { kind: 'invitee', tokenHash };
    const { people } = product.world;
    const take = (actor: Actor): Promise<string | null> =>
      api.unitOfWork.run(actor, async (tx) => {
        const [row] = await tx.query<{ how: string | null }>(
          'SELECT nominations.take_place_back($1) AS how',
          [newId()],
        );
        return row?.how ?? null;
      });
    const confirm = (actor: Actor): Promise<number | string | undefined> =>
      api.unitOfWork.run(actor, (tx) => tx.execute(UPDATE, [tokenHash])).catch(sqlState);
    expect(await take(invitee)).toBeNull();
    await decline(token);
    await quiet();
    const others: Actor[] = [
      ...Object.values(people),
      { kind: 'invitee', tokenHash: hashInvitationToken('another') },
      { kind: 'anonymous' },
      { kind: 'sign-in' },
    ];
    for (const other of others) expect(await take(other)).toBeNull();
    expect(await confirm(invitee)).toBe('42501');
    expect(await used(id)).toBe(0);
    await promote(reserve.id);
    expect(await take(invitee)).toBe('GONE');
    expect(await confirm(invitee)).toBe('42501');
    expect((await look(token))?.state).toBe('DECLINED');
    expect(await used(id)).toBe(0);
  });
});

describe('sixty races for the place of who has declined', () => {
  const ROUNDS = 30;
  const LIMIT_MS = 300_000;
  const outcome = async (nominee: Nominee, reserve: Nominee, given: Given): Promise<string> => {
    const has = [await used(nominee.id), await used(reserve.id)];
    if (given.errors.length === 0) {
      expect(given.invitation?.state).toBe('CONFIRMED');
      expect(has).toEqual([1, 0]);
      expect(await stateOf(product.as('officer'), reserve.id)).toBe('RESERVED');
      return 'nominee';
    }
    expect(given).toEqual(GONE);
    expect(has).toEqual([0, 1]);
    expect(await stateOf(product.as('officer'), reserve.id)).toBe('APPROVED');
    return 'reserve';
  };
  const WITHDRAWN = `UPDATE nominations.nomination SET state = 'WITHDRAWN' WHERE id = $1`;

  it(
    `give it to exactly one, ${ROUNDS} times while the host promotes the next by hand`,
    async () => {
      // The last place: who is promoted without one on offer would take another that is free.
      for (let round = 0; round < ROUNDS; round += 1) {
        const reserve = await onReserve();
        const { token, ...nominee } = await invited();
        await decline(token);
        await quiet();
        await product.admin.query(
          'UPDATE nominations.quota SET allotted = held + consumed - overridden + 1 WHERE body_id = $1 AND constituency_id = $2',
          [product.world.icc, product.world.business],
        );
        const [given, promoted] = await Promise.all([accept(token), promote(reserve.id)]);
        expect([given, promoted].filter(({ errors }) => errors.length === 0)).toHaveLength(1);
        const winner = await outcome(nominee, reserve, given);
        if (winner === 'nominee') expect(promoted.errors.map(({ code }) => code)).toEqual(['QUOTA_SPENT']);
        await product.admin.query('UPDATE nominations.quota SET allotted = 500, on_offer = 0');
        await product.admin.query(WITHDRAWN, [reserve.id]);
      }
      expect(Reflect.get(await balance(), 'consumed_off')).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    `give it to exactly one, ${ROUNDS} times while the next is promoted at once`,
    async () => {
      await mode('AT_ONCE');
      const winners = new Map<string, number>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const reserve = await onReserve();
        const { token, ...nominee } = await invited();
        await decline(token);
        // Every other time the place has just been given back, and the next is on the way to it.
        if (round % 2 === 1)
          await drain(async () => (await used(nominee.id)) === 0, {
            what: 'the place to be given back',
            everyMs: 1,
          });
        const given = await accept(token);
        await quiet();
        const winner = await outcome(nominee, reserve, given);
        winners.set(winner, (winners.get(winner) ?? 0) + 1);
        await product.admin.query(WITHDRAWN, [reserve.id]);
        await product.admin.query('UPDATE nominations.quota SET on_offer = 0');
      }
      expect([...winners.values()].reduce((sum, n) => sum + n, 0)).toBe(ROUNDS);
      expect(Reflect.get(await balance(), 'consumed_off')).toBe(0);
    },
    LIMIT_MS,
  );
});
