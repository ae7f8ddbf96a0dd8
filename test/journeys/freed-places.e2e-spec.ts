import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type PoolClient } from 'pg';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { wordsOf } from '../support/words-of-mail.js';
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

const PLACES = 20;
const REFUSED = { outcome: 'REJECT', reasonCode: 'BALANCE' };

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  // A preview names whom the mail names.
  const environment = { MAIL_REPLY_TO: 'Ada Sample <desk@conference.example>' };
  product = await startProduct({ places: PLACES, environment });
  nominees = nomineesOf(product);
});
afterEach(async () => {
  // Reserves first, so that nobody moves up meanwhile.
  const { rows } = await product.admin.query<{ id: string }>(
    `SELECT id FROM nominations.nomination WHERE state NOT IN ('REJECTED', 'WITHDRAWN', 'LAPSED')
     ORDER BY state <> 'RESERVED', id`,
  );
  for (const { id } of rows) await withdrawn(id);
  await quiet();
  await product.admin.query('UPDATE nominations.quota SET on_offer = 0');
  await mode('BY_HAND');
});
afterAll(() => product.close());

const mode = (freedPlaces: 'BY_HAND' | 'AT_ONCE', as: Person = 'administrator') =>
  setFreedPlaces(product.as(as), product.world.conferenceId, freedPlaces);

const release = (ids: readonly string[] | null, version: string | null = null) =>
  releaseDecisions(product.as('approver'), product.world.conferenceId, ids, randomUUID(), version);

async function released(name: string, decision: object, more?: object): Promise<string> {
  const id = await nominees.decided(name, decision, more);
  expect((await release([id])).errors).toEqual([]);
  return id;
}

async function versionOf(id: string): Promise<number> {
  const { rows } = await product.admin.query<{ version: number }>(
    'SELECT version + follow_ups AS version FROM nominations.nomination WHERE id = $1',
    [id],
  );
  return rows[0]?.version ?? 0;
}

async function withdrawn(id: string): Promise<void> {
  const answer = await withdrawNomination(product.as('iccCoordinator'), id, { version: await versionOf(id) });
  expect(answer.errors).toEqual([]);
}

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
    { what: 'the promised work', timeoutMs: 20_000 },
  );
}

/** Messages about the reserve list that were written since: kinds and readers. */
async function messages(since: Date): Promise<string[]> {
  const { rows } = await product.admin.query<{ line: string }>(
    `SELECT kind || ' ' || recipient_name AS line FROM notifications.message
     WHERE created_at > $1 AND kind <> 'INVITATION_CANCELLED' ORDER BY line`,
    [since],
  );
  return rows.map(({ line }) => line);
}

async function now(): Promise<Date> {
  const { rows } = await product.admin.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0]?.now ?? new Date(NaN);
}

const PLACE_PREVIEW = `query ($id: ID!, $act: PlaceAct!) {
  placePreview(nominationId: $id, act: $act) { outcome count next { person { name } } } }`;
async function preview(
  id: string,
  as: Person = 'iccCoordinator',
  act = 'WITHDRAW',
): Promise<unknown[] | null> {
  const { placePreview } = await product.as(as).data<{
    placePreview: { outcome: string; count: number; next: { person: { name: string } }[] } | null;
  }>(PLACE_PREVIEW, { id, act });
  return placePreview === null
    ? null
    : [placePreview.outcome, placePreview.count, ...placePreview.next.map(({ person }) => person.name)];
}

async function waiting(): Promise<unknown[]> {
  const { freePlaces } = await product.as('officer').data<{
    freePlaces: { count: number; body: { code: string }; next: { id: string; person: { name: string } } }[];
  }>('query ($c: ID!) { freePlaces(conferenceId: $c) { count body { code } next { id person { name } } } }', { c: product.world.conferenceId });
  return freePlaces.map(({ count, body, next }) => [count, body.code, next.person.name]);
}

interface Shown {
  readonly recipientEmail: string;
  readonly recipientName: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}
interface Preview {
  readonly messageCount: number;
  readonly version: string;
  readonly messages: readonly Shown[];
  readonly promotions: readonly (Shown & { readonly nomination: { readonly id: string } })[];
  readonly notices: readonly Shown[];
}
async function releasePreview(ids: readonly string[] | null): Promise<Preview> {
  const shown = 'recipientEmail recipientName kind subject text nomination { id }';
  const { releasePreview: read } = await product.as('approver').data<{ releasePreview: Preview }>(
    `query ($c: ID!, $ids: [ID!]) { releasePreview(conferenceId: $c, nominationIds: $ids) { messageCount version
      messages { ${shown} } promotions { ${shown} } notices { ${shown} } } }`,
    { c: product.world.conferenceId, ids },
  );
  return read;
}

const allot = (allotted: number, expectedAllotted: number) =>
  product
    .as('administrator')
    .data<{ allotPlaces: { errors: { code: string }[] } }>(
      'mutation ($input: AllotPlacesInput!) { allotPlaces(input: $input) { errors { code } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          conferenceId: product.world.conferenceId,
          bodyId: product.world.icc,
          constituencyId: product.world.business,
          allotted,
          expectedAllotted,
        },
      },
    );

describe('an undecided nomination', () => {
  it.each(['BY_HAND', 'AT_ONCE'] as const)(
    'that is withdrawn a minute later gives its body the hold back and invites nobody (%s)',
    async (how) => {
      await mode(how);
      const reserve = await released('Rita Reserve', { outcome: 'RESERVE' });
      const icc = product.as('iccCoordinator');
      const id = (await createNomination(icc, nominees.draft('Una Undecided'))).nomination?.id ?? '';
      expect(await preview(id)).toEqual(['NOTHING', 0]);
      await submitNomination(icc, id, { version: 1 });
      const since = await now();
      expect(await preview(id)).toEqual(['BACK_TO_BODY', 0]);
      await withdrawn(id);
      await quiet();
      expect(await stateOf(icc, reserve)).toBe('RESERVED');
      expect(await messages(since)).toEqual([]);
      expect(await waiting()).toEqual([]);
    },
  );
});

describe('by hand, a place that comes free', () => {
  const TOLD = ['PLACES_FREED Approver of test-conference', 'PLACES_FREED Other Approver of test-conference'];

  it('by a withdrawal waits for the host, who is told and invites the next with one press', async () => {
    const reserve = await released('Ivan Example', { outcome: 'RESERVE' });
    const id = await released('Will Withdraw', { outcome: 'APPROVE' });
    expect(await preview(id)).toEqual(['HOST_TOLD', 1, 'Ivan Example']);
    expect(await preview(id, 'chCoordinator')).toBeNull();
    const since = await now();
    await withdrawn(id);
    await quiet();
    expect(await messages(since)).toEqual(TOLD);
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
    expect(await waiting()).toEqual([[1, 'ICC', 'Ivan Example']]);
    const mail = await drain(
      async () => (await product.sink.messages()).find(({ subject }) => /place is free/.test(subject)),
      { what: 'the mail to the host', timeoutMs: 20_000 },
    );
    expect(mail.text.replace(/\s+/g, ' ')).toContain(
      'Business: the next person on the reserve list can be invited: Ivan Example',
    );
    await promoteNomination(product.as('approver'), reserve, { version: await versionOf(reserve) });
    expect(await waiting()).toEqual([]);
    expect(await stateOf(product.as('officer'), reserve)).toBe('APPROVED');
  });

  it('by an answer of the nominee waits as well; where nobody waits for it, nobody is told', async () => {
    await released('Dan Declines', { outcome: 'APPROVE' });
    const token = await nominees.invitationToken('Dan Declines');
    const since = await now();
    await product
      .anonymous()
      .data(
        'mutation ($token: String!) { declineInvitation(token: $token, input: { idempotencyKey: "no" }) { errors { code } } }',
        { token },
      );
    await quiet();
    expect((await messages(since)).filter((line) => line.startsWith('PLACES_FREED'))).toEqual([]);
    expect(await waiting()).toEqual([]);
    const reserve = await nominees.decided('Late Reserve', { outcome: 'RESERVE' });
    const read = await releasePreview([reserve]);
    expect(read.notices.map(({ kind }) => kind)).toEqual(['DECISION_NOTICE', 'PLACES_FREED', 'PLACES_FREED']);
    await release([reserve], read.version);
    expect(await waiting()).toEqual([[1, 'ICC', 'Late Reserve']]);
  });

  it('by a larger allotment waits, as far as somebody waits for it', async () => {
    const reserve = await released('Alma Reserve', { outcome: 'RESERVE' });
    const { allotmentPreview } = await product.as('administrator').data<{ allotmentPreview: object }>(
      `query ($c: ID!, $b: ID!, $k: ID!) { allotmentPreview(conferenceId: $c, bodyId: $b, constituencyId: $k, allotted: 25) {
        outcome count next { person { name } } } }`,
      { c: product.world.conferenceId, b: product.world.icc, k: product.world.business },
    );
    expect(allotmentPreview).toEqual({
      outcome: 'HOST_TOLD',
      count: 1,
      next: [{ person: { name: 'Alma Reserve' } }],
    });
    const since = await now();
    expect((await allot(PLACES + 5, PLACES)).allotPlaces.errors).toEqual([]);
    expect(await messages(since)).toEqual(TOLD);
    expect(await waiting()).toEqual([[1, 'ICC', 'Alma Reserve']]);
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
    await allot(PLACES, PLACES + 5);
  });

  it('by a released refusal is in the preview of the release, and nobody is invited', async () => {
    const reserve = await released('Rolf Reserve', { outcome: 'RESERVE' });
    const refused = await nominees.decided('Rosa Refused', REFUSED);
    expect(await preview(refused, 'approver', 'REFUSE')).toEqual(['NOTHING', 0]);
    const read = await releasePreview([refused]);
    expect(read.promotions).toEqual([]);
    expect(read.messageCount).toBe(3);
    const since = await now();
    await release([refused], read.version);
    await quiet();
    expect(await messages(since)).toEqual(['DECISION_NOTICE ICC Coordinator of test-conference', ...TOLD]);
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
  });
});

describe('what becomes of free places', () => {
  it('is for administrators to say, is on record, and is public like the conference', async () => {
    for (const person of ['officer', 'approver', 'auditor', 'iccCoordinator'] as const)
      expect(await mode('AT_ONCE', person)).toEqual(['FORBIDDEN']);
    const shown = async () =>
      (
        await product
          .anonymous()
          .data<{ conference: { freedPlaces: string } }>(
            '{ conference(slug: "test-conference") { freedPlaces } }',
          )
      ).conference.freedPlaces;
    expect(await shown()).toBe('BY_HAND');
    expect(await mode('AT_ONCE')).toEqual([]);
    expect(await shown()).toBe('AT_ONCE');
    const { rows } = await product.admin.query(
      `SELECT details->>'freedPlaces' AS mode, actor_id FROM audit.event WHERE action = 'freed-places.set' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ mode: 'AT_ONCE', actor_id: product.world.people.administrator.userId }]);
  });

  it('at once invites whoever waits for one that is free already', async () => {
    const reserve = await released('Olga Reserve', { outcome: 'RESERVE' });
    await withdrawn(await released('Otto Approved', { outcome: 'APPROVE' }));
    await quiet();
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
    await mode('AT_ONCE');
    await quiet();
    expect(await stateOf(product.as('officer'), reserve)).toBe('APPROVED');
  });
});

describe('at once', () => {
  it('a withdrawal tells before who is invited, and invites them', async () => {
    await mode('AT_ONCE');
    const second = await released('Second Reserve', { outcome: 'RESERVE' }, { rank: 2 });
    const first = await released('First Reserve', { outcome: 'RESERVE' }, { rank: 1 });
    const id = await released('Will Withdraw', { outcome: 'APPROVE' });
    expect(await preview(id)).toEqual(['NEXT_INVITED', 1, 'First Reserve']);
    await withdrawn(id);
    await quiet();
    expect(await stateOf(product.as('officer'), first)).toBe('APPROVED');
    expect(await stateOf(product.as('officer'), second)).toBe('RESERVED');
  });

  it('a release sends exactly what its preview showed, those who move up included', async () => {
    await mode('AT_ONCE');
    const reserve = await released('Mona Moves', { outcome: 'RESERVE' });
    await drain(async () => (await outstanding()) === 0, {
      what: 'earlier mail to leave',
      timeoutMs: 20_000,
    });
    const before = (await product.sink.messages()).length;
    const ids = [
      await nominees.decided('Rolf Refused', REFUSED),
      await nominees.decided('Rudi Refused', REFUSED),
      await nominees.decided('Rena Reserved', { outcome: 'RESERVE' }),
      await nominees.decided('Anna Approved', { outcome: 'APPROVE' }),
    ];
    const read = await releasePreview(ids);
    // Two places come free: one for who waits, one for who comes onto the list by this very release.
    expect(read.promotions.map(({ recipientName }) => recipientName)).toEqual([
      'Mona Moves',
      'Rena Reserved',
    ]);
    expect(read.notices.map(({ kind }) => kind)).toEqual([
      'DECISION_NOTICE',
      'RESERVE_PROMOTED',
      'RESERVE_PROMOTED',
    ]);
    expect(read.messageCount).toBe(6);
    const { batch, errors } = await release(ids, read.version);
    expect(errors).toEqual([]);
    expect(batch?.size).toBe(4);
    expect(await stateOf(product.as('iccViewer'), reserve)).toBe('APPROVED');
    await quiet();
    await drain(async () => (await outstanding()) === 0, {
      what: 'the mail of the release',
      timeoutMs: 20_000,
    });
    const sent = (await product.sink.messages()).slice(before);
    const line = (to: string, subject: string, text: string) => `${to} ${subject} ${wordsOf(text)}`;
    expect(sent.map(({ envelope, subject, text }) => line(envelope.to.join(), subject, text)).sort()).toEqual(
      [...read.messages, ...read.promotions, ...read.notices]
        .map(({ recipientEmail, subject, text }) => line(recipientEmail, subject, text))
        .sort(),
    );
    const { rows } = await product.admin.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM notifications.message WHERE batch_id = $1',
      [batch?.id],
    );
    expect(rows[0]?.count).toBe(6);
    await quiet();
  });

  it.each([
    ['who would move up leaves the list', (reserve: string) => withdrawn(reserve)],
    [
      'somebody better comes onto it',
      async () => void (await released('Best Reserve', { outcome: 'RESERVE' }, { rank: 1 })),
    ],
    ['the conference says otherwise', async () => void (await mode('BY_HAND'))],
    [
      'a coordinator more would read the notice',
      async () =>
        void (await product.admin.query(
          `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role)
           SELECT gen_random_uuid(), user_id, conference_id, body_id, 'PARTNER_COORDINATOR' FROM access.role_grant WHERE user_id = $1`,
          [product.world.people.iccNominator.userId],
        )),
    ],
  ])('a release sends nothing when between its preview and itself %s', async (_, change) => {
    await mode('AT_ONCE');
    const reserve = await released('Mona Moves', { outcome: 'RESERVE' }, { rank: 5 });
    const refused = await nominees.decided('Rolf Refused', REFUSED);
    const { version } = await releasePreview([refused]);
    await change(reserve);
    const since = await now();
    const { errors, batch } = await release([refused], version);
    expect(errors.map(({ code }) => code)).toEqual(['PREVIEW_CHANGED']);
    expect(batch).toBeNull();
    expect(await messages(since)).toEqual([]);
    expect(await stateOf(product.as('iccViewer'), refused)).toBe('UNDER_REVIEW');
    await product.admin.query(
      `DELETE FROM access.role_grant WHERE user_id = $1 AND role = 'PARTNER_COORDINATOR'`,
      [product.world.people.iccNominator.userId],
    );
  });

  it('what moves up by a release follows by itself: it is nobody’s act in trail and ledger', async () => {
    await mode('AT_ONCE');
    const reserve = await released('Mona Moves', { outcome: 'RESERVE' });
    const refused = await released('Rolf Refused', REFUSED);
    const trail = await product.admin.query(
      `SELECT action, actor_kind, actor_id FROM audit.event
       WHERE subject_id = ANY ($1) AND action IN ('nomination.promoted', 'nomination.rejected') ORDER BY action DESC`,
      [[reserve, refused]],
    );
    const approver = product.world.people.approver.userId;
    expect(trail.rows).toEqual([
      { action: 'nomination.rejected', actor_kind: 'user', actor_id: approver },
      { action: 'nomination.promoted', actor_kind: 'system', actor_id: null },
    ]);
    const ledger = await product.admin.query(
      `SELECT nomination_id = $1 AS "isReserve", kind, by_user FROM nominations.quota_entry
       WHERE nomination_id = $1 AND kind = 'CONSUME' OR nomination_id = $2 AND kind = 'RELEASE' ORDER BY 1`,
      [reserve, refused],
    );
    expect(ledger.rows).toEqual([
      { isReserve: false, kind: 'RELEASE', by_user: approver },
      { isReserve: true, kind: 'CONSUME', by_user: null },
    ]);
  });

  /** Somebody else's transaction, which holds what the release waits for. */
  async function holding<T>(
    statement: string,
    values: unknown[],
    work: (other: PoolClient) => Promise<T>,
  ): Promise<T> {
    const other = await product.admin.connect();
    try {
      await other.query('BEGIN');
      await other.query(statement, values);
      return await work(other);
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
  }
  const waitingForRows = (howMany: number) =>
    drain(
      async () => {
        const { rows } = await product.admin.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length === howMany;
      },
      { what: `${howMany} statements to wait for a row`, timeoutMs: 20_000 },
    );
  const QUOTAS = `SELECT id FROM nominations.quota WHERE body_id = $1 ORDER BY id FOR UPDATE`;

  it('a release without a preview invites who is next when the first in line leaves meanwhile', async () => {
    await mode('AT_ONCE');
    const second = await released('Second Reserve', { outcome: 'RESERVE' }, { rank: 2 });
    const first = await released('First Reserve', { outcome: 'RESERVE' }, { rank: 1 });
    const refused = await nominees.decided('Rolf Refused', REFUSED);
    const releasing = await holding(
      `UPDATE nominations.nomination SET state = 'WITHDRAWN', version = version + 1 WHERE id = $1`,
      [first],
      async (other) => {
        const begun = release([refused]);
        await waitingForRows(1);
        await other.query('COMMIT');
        return begun;
      },
    );
    expect(releasing.errors).toEqual([]);
    await quiet();
    expect(await stateOf(product.as('officer'), second)).toBe('APPROVED');
    expect(await stateOf(product.as('officer'), first)).toBe('WITHDRAWN');
  });

  it('a release of a preview sends nothing when somebody more comes onto the list while it waits', async () => {
    await mode('AT_ONCE');
    const first = await released('First Reserve', { outcome: 'RESERVE' });
    const late = await released('Late Reserve', { outcome: 'RESERVE' });
    const put = (state: string) => `UPDATE nominations.nomination SET state = '${state}' WHERE id = $1`;
    await product.admin.query(put('WITHDRAWN'), [late]);
    const refused = [
      await nominees.decided('Rolf One', REFUSED),
      await nominees.decided('Rolf Two', REFUSED),
    ];
    const { version, promotions } = await releasePreview(refused);
    expect(promotions.map(({ recipientName }) => recipientName)).toEqual(['First Reserve']);
    const since = await now();
    const { errors } = await holding(put('RESERVED'), [first], async (other) => {
      const begun = release(refused, version);
      await waitingForRows(1);
      await other.query(put('RESERVED'), [late]);
      await other.query('COMMIT');
      return begun;
    });
    expect(errors.map(({ code }) => code)).toEqual(['PREVIEW_CHANGED']);
    expect(await messages(since)).toEqual([]);
  });

  it.each(['AT_ONCE', 'BY_HAND'] as const)(
    'two releases at a time, one that frees a place and one that brings who waits for it, miss neither (%s)',
    async (how) => {
      await mode(how);
      const refused = await nominees.decided('Rolf Refused', REFUSED);
      const reserve = await nominees.decided('Rena Reserved', { outcome: 'RESERVE' });
      const since = await now();
      const answers = await holding(QUOTAS, [product.world.icc], async (other) => {
        const begun = [release([refused]), release([reserve])];
        await waitingForRows(2);
        await other.query('COMMIT');
        return Promise.all(begun);
      });
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      await quiet();
      const told = (await messages(since)).filter((line) => line.startsWith('PLACES_FREED'));
      expect([await stateOf(product.as('officer'), reserve), told.length]).toEqual(
        how === 'AT_ONCE' ? ['APPROVED', 0] : ['RESERVED', 2],
      );
    },
  );

  it('a release locks all its quotas in one go, in the order of their ids', async () => {
    await mode('AT_ONCE');
    const { rows: quotas } = await product.admin.query<{ id: string; constituency_id: string }>(
      'SELECT id, constituency_id FROM nominations.quota WHERE body_id = $1 ORDER BY id',
      [product.world.icc],
    );
    const [low, high] = quotas;
    const inHigh = { constituencyId: high?.constituency_id };
    await released('Mona Moves', { outcome: 'RESERVE' }, inHigh);
    const ids = [
      await nominees.decided('Rolf Refused', REFUSED, inHigh),
      await nominees.decided(
        'Anna Approved',
        { outcome: 'APPROVE' },
        { constituencyId: low?.constituency_id },
      ),
    ];
    const answer = await holding(
      'SELECT FROM nominations.quota WHERE id = $1 FOR UPDATE',
      [low?.id],
      async (other) => {
        const begun = release(ids);
        await waitingForRows(1);
        // Whoever waits for the first of them holds none behind it.
        const free = await other.query('SELECT FROM nominations.quota WHERE id = $1 FOR UPDATE SKIP LOCKED', [
          high?.id,
        ]);
        expect(free.rowCount).toBe(1);
        await other.query('COMMIT');
        return begun;
      },
    );
    expect(answer.errors).toEqual([]);
    await quiet();
  });

  it('a release that races with the withdrawal of who would move up sends what it showed, or nothing', async () => {
    await mode('AT_ONCE');
    for (let round = 0; round < 12; round += 1) {
      const reserve = await released(`Mona Moves ${'abcdefghijkl'.charAt(round)}`, { outcome: 'RESERVE' });
      const refused = await nominees.decided(`Rolf Refused ${'abcdefghijkl'.charAt(round)}`, REFUSED);
      const { version, messageCount } = await releasePreview([refused]);
      const known = await versionOf(reserve);
      const since = await now();
      const [{ errors, batch }, withdrawal] = await Promise.all([
        release([refused], version),
        withdrawNomination(product.as('iccCoordinator'), reserve, { version: known }),
      ]);
      const wasRefused = errors.map(({ code }) => code);
      const written = await messages(since);
      if (wasRefused.length === 0) {
        expect(batch?.size).toBe(1);
        expect(messageCount).toBe(3);
        expect(written).toHaveLength(3);
        expect(withdrawal.errors.map(({ code }) => code)).toEqual(['VERSION_CONFLICT']);
        expect(await stateOf(product.as('officer'), reserve)).toBe('APPROVED');
      } else {
        expect(wasRefused).toEqual(['PREVIEW_CHANGED']);
        expect(written).toEqual([]);
        expect(await stateOf(product.as('officer'), reserve)).toBe('WITHDRAWN');
        expect((await release([refused])).errors).toEqual([]);
      }
      await quiet();
      await product.admin.query('UPDATE nominations.quota SET on_offer = 0');
    }
  });
});

async function outstanding(): Promise<number> {
  const { rows } = await product.admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM notifications.message WHERE state IN ('QUEUED', 'SENDING', 'DEFERRED')`,
  );
  return rows[0]?.count ?? -1;
}
