import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  promoteNomination,
  recommendNomination,
  releaseDecisions,
  returnNomination,
  setFreedPlaces,
  stateOf,
  submitNomination,
  updateNomination,
  withdrawNomination,
} from './operations.js';

const PLACES = 4;

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: PLACES });
  nominees = nomineesOf(product);
  await setFreedPlaces(product.as('administrator'), product.world.conferenceId, 'AT_ONCE');
  // Somebody who may do both, so that only the separation of duties is in the way.
  await product.admin.query(
    `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role)
     SELECT gen_random_uuid(), user_id, conference_id, body_id, 'HOST_APPROVER' FROM access.role_grant WHERE user_id = $1`,
    [product.world.people.otherOfficer.userId],
  );
});
afterEach(() => startOver());
afterAll(() => product.close());

const release = (ids: readonly string[]) =>
  releaseDecisions(product.as('approver'), product.world.conferenceId, ids);

async function released(name: string, decision: object, more?: object): Promise<string> {
  const id = await nominees.decided(name, decision, more);
  expect((await release([id])).errors).toEqual([]);
  return id;
}

async function submitted(name: string, more?: object): Promise<string> {
  const icc = product.as('iccCoordinator');
  const id = (await createNomination(icc, nominees.draft(name, more))).nomination?.id ?? '';
  expect((await submitNomination(icc, id, { version: 1 })).errors).toEqual([]);
  return id;
}

async function versionOf(id: string): Promise<number> {
  const { nomination } = await product
    .as('officer')
    .data<{ nomination: { version: number } }>('query ($id: ID!) { nomination(id: $id) { version } }', {
      id,
    });
  return nomination.version;
}

async function withdrawn(id: string): Promise<void> {
  const answer = await withdrawNomination(product.as('iccCoordinator'), id, { version: await versionOf(id) });
  expect(answer.errors).toEqual([]);
}

const isApproved = (id: string): Promise<unknown> =>
  drain(async () => (await stateOf(product.as('officer'), id)) === 'APPROVED', {
    what: 'the reserve to get the place',
    timeoutMs: 20_000,
  });

/** Does promised work now, as the queue does when its time has come. */
async function doNow(job: string, id: string): Promise<void> {
  const { rows } = await product.admin.query<{ id: string }>(
    job === 'fill-places'
      ? `INSERT INTO platform.outbox (id, conference_id, queue, job, payload)
         SELECT gen_random_uuid(), q.conference_id, 'nominations', $1,
           jsonb_build_object('bodyId', q.body_id, 'constituencyId', q.constituency_id)
         FROM nominations.quota q JOIN conference.constituency c ON c.id = q.constituency_id
         WHERE q.body_id = $2::uuid AND c.code = 'BUSINESS' RETURNING id`
      : `INSERT INTO platform.outbox (id, conference_id, queue, job, payload)
         SELECT gen_random_uuid(), conference_id, queue, job, payload FROM platform.outbox
         WHERE job = $1 AND $2 IN (payload->>'nominationId', payload->>'subjectId', payload->>'bodyId') ORDER BY id LIMIT 1 RETURNING id`,
    [job, id],
  );
  await drain(
    async () => {
      const { rows: done } = await product.admin.query(
        'SELECT FROM platform.outbox WHERE id = $1 AND done_at IS NOT NULL',
        [rows[0]?.id],
      );
      return done.length === 1;
    },
    { what: `${job} to be done`, timeoutMs: 20_000 },
  );
}

/** The places of ICC, as the database has them. */
async function places(): Promise<object> {
  const { rows } = await product.admin.query<object>(
    'SELECT allotted, overridden, held, consumed FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2',
    [product.world.icc, product.world.business],
  );
  return rows[0] ?? {};
}

/** Whatever stands for a business place of ICC is withdrawn, reserves first, so that nobody moves up meanwhile. */
async function startOver(): Promise<void> {
  const { rows } = await product.admin.query<{ id: string }>(
    `SELECT id FROM nominations.nomination WHERE state NOT IN ('REJECTED', 'WITHDRAWN', 'LAPSED')
     ORDER BY state <> 'RESERVED', id`,
  );
  for (const { id } of rows) await withdrawn(id);
  await drain(
    async () => {
      const { rows: open } = await product.admin.query(
        `SELECT FROM platform.outbox WHERE queue = 'nominations' AND done_at IS NULL AND run_at <= clock_timestamp()`,
      );
      return open.length === 0;
    },
    { what: 'the places to be given back', timeoutMs: 20_000 },
  );
  await product.admin.query('UPDATE nominations.quota SET on_offer = 0');
}

describe('where it happens at once, a place that is given back goes to the best-ranked reserve', () => {
  it('when a nomination is rejected at the release', async () => {
    const reserve = await released('Rita Reserve', { outcome: 'RESERVE' });
    const rejected = await nominees.decided('Rolf Refused', { outcome: 'REJECT', reasonCode: 'BALANCE' });
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
    await release([rejected]);
    await isApproved(reserve);
    expect(await nominees.invitationToken('Rita Reserve')).not.toBe('');
  });

  it('when an approved nomination is withdrawn', async () => {
    const reserve = await released('Sam Reserve', { outcome: 'RESERVE' });
    const other = await released('Una Approved', { outcome: 'APPROVE' });
    await withdrawn(other);
    await isApproved(reserve);
  });

  it('when it was free before the reserve was released', async () => {
    const approved = await released('Dan Declines', { outcome: 'APPROVE' });
    const reserve = await nominees.decided('Tia Reserve', { outcome: 'RESERVE' });
    const token = await nominees.invitationToken('Dan Declines');
    await product
      .anonymous()
      .data(
        `mutation ($token: String!) { declineInvitation(token: $token, input: { idempotencyKey: "no" }) { errors { code } } }`,
        { token },
      );
    await drain(async () => ((await places()) as { consumed: number }).consumed === 0, {
      what: 'the place to be given back',
      timeoutMs: 20_000,
    });
    expect(await stateOf(product.as('officer'), approved)).toBe('APPROVED');
    await release([reserve]);
    await isApproved(reserve);
  });

  it('once: a reserve of lower rank waits on, and so does one whose own place became free', async () => {
    const second = await released('Beta Reserve', { outcome: 'RESERVE' }, { rank: 2 });
    const first = await released('Alpha Reserve', { outcome: 'RESERVE' }, { rank: 1 });
    const other = await released('Uwe Approved', { outcome: 'APPROVE' });
    await withdrawn(other);
    await isApproved(first);
    await doNow('fill-places', product.world.icc);
    await doNow('fill-places', product.world.icc);
    expect(await stateOf(product.as('officer'), second)).toBe('RESERVED');
  });
});

describe('the best-ranked reserve', () => {
  it('is waited for while somebody holds it, not passed over', async () => {
    const first = await released('Ada Reserve', { outcome: 'RESERVE' }, { rank: 1 });
    const second = await released('Bea Reserve', { outcome: 'RESERVE' }, { rank: 2 });
    const other = await released('Cem Approved', { outcome: 'APPROVE' });
    const holder = new pg.Client({ connectionString: product.database.superuserUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM nominations.nomination WHERE id = $1 FOR UPDATE', [first]);
      await withdrawn(other);
      await drain(
        async () => {
          const { rows } = await product.admin.query(
            `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'plenary_worker' AND wait_event_type = 'Lock'`,
          );
          return rows.length > 0;
        },
        { what: 'the worker to wait for the reserve', timeoutMs: 20_000 },
      );
      await holder.query('COMMIT');
    } finally {
      await holder.end();
    }
    await isApproved(first);
    expect(await stateOf(product.as('officer'), second)).toBe('RESERVED');
  });
});

describe('an approver promotes by hand', () => {
  const KEY = 'the-promotion';
  const promote = (id: string, input: object) => promoteNomination(product.as('approver'), id, input);

  it('whoever is on the reserve list, once, with an invitation for the person and a notice for the body', async () => {
    const id = await released('Hana Reserve', { outcome: 'RESERVE' });
    const version = await versionOf(id);
    const answers = [
      await promote(id, { version, idempotencyKey: KEY }),
      await promote(id, { version, idempotencyKey: KEY }),
    ];
    for (const { nomination, errors } of answers) {
      expect(errors).toEqual([]);
      expect(nomination).toMatchObject({ id, state: 'APPROVED', version: version + 1 });
    }
    expect(await places()).toEqual({ allotted: PLACES, overridden: 0, held: 0, consumed: 1 });
    expect(await nominees.invitationToken('Hana Reserve')).not.toBe('');
    const notice = await drain(
      async () =>
        (await product.sink.messages()).find(
          ({ subject, text }) => /has a place/.test(subject) && text.includes('Hana Reserve'),
        ),
      { what: 'the notice to the body', timeoutMs: 20_000 },
    );
    expect(notice.text).toContain('was on your reserve list');
    const { nomination } = await product.as('iccCoordinator').data<{
      nomination: { history: { nodes: { action: string }[] }; messages: { kind: string }[] };
    }>('query ($id: ID!) { nomination(id: $id) { history { nodes { action } } messages { kind } } }', { id });
    expect(nomination.history.nodes.map(({ action }) => action)).toContain('nomination.promoted');
    expect(nomination.messages.map(({ kind }) => kind)).toContain('RESERVE_PROMOTED');
  });

  it('and is offered it, if duties are separate and the nomination is on the list', async () => {
    const id = await submitted('Ivo Reserve');
    await recommendNomination(product.as('otherOfficer'), id, { version: 2, recommendation: 'APPROVE' });
    await decideNomination(product.as('approver'), id, { version: 2, outcome: 'RESERVE' });
    await release([id]);
    const seenBy = async (person: 'approver' | 'officer' | 'otherOfficer' | 'iccCoordinator') => {
      const { nomination } = await product
        .as(person)
        .data<{ nomination: { availableActions: string[] } }>(
          'query ($id: ID!) { nomination(id: $id) { availableActions } }',
          { id },
        );
      return nomination.availableActions;
    };
    expect(await seenBy('approver')).toEqual(['PROMOTE']);
    expect(await seenBy('officer')).toEqual(['CORRECT']);
    expect(await seenBy('iccCoordinator')).toEqual(['WITHDRAW', 'CORRECT']);
    const version = await versionOf(id);
    const codes = async (person: Parameters<typeof seenBy>[0], input: object) =>
      (await promoteNomination(product.as(person), id, input)).errors.map(({ code }) => code);
    expect(await codes('officer', { version })).toEqual(['FORBIDDEN']);
    expect(await codes('iccCoordinator', { version })).toEqual(['FORBIDDEN']);
    expect(await codes('approver', { version: version + 1 })).toEqual(['VERSION_CONFLICT']);
    expect(await seenBy('otherOfficer')).toEqual(['CORRECT']);
    expect(await codes('otherOfficer', { version })).toEqual(['SEPARATION_OF_DUTIES']);
    const behindTheBack = () =>
      product.admin.query(
        `INSERT INTO approvals.step (id, conference_id, review_id, kind, outcome, by_user)
         SELECT gen_random_uuid(), conference_id, id, 'PROMOTE', 'APPROVE', $2 FROM approvals.review WHERE subject_id = $1`,
        [id, product.world.people.otherOfficer.userId],
      );
    await expect(behindTheBack()).rejects.toMatchObject({ constraint: 'separation_of_duties' });
    // Whoever has taken a recommendation back has recommended.
    await product.admin.query(
      `UPDATE approvals.step s SET voided_at = now() FROM approvals.review r
       WHERE r.id = s.review_id AND r.subject_id = $1 AND s.kind = 'RECOMMEND'`,
      [id],
    );
    await expect(behindTheBack()).rejects.toMatchObject({ constraint: 'separation_of_duties' });
    expect(await stateOf(product.as('officer'), id)).toBe('RESERVED');
    await withdrawn(id);
    expect(await codes('approver', { version: version + 1 })).toEqual(['ACTION_UNAVAILABLE']);
  });

  it('beyond a spent quota only with a reason; the extra place goes when its nomination goes', async () => {
    const id = await released('Jana Reserve', { outcome: 'RESERVE' });
    for (let place = 0; place < PLACES; place += 1) await submitted(`Kim Taken ${'abcd'.charAt(place)}`);
    const version = await versionOf(id);
    const { promoteNomination: refused } = await product.as('approver').data<{
      promoteNomination: { errors: { code: string; message: string; balance: object }[] };
    }>(
      `mutation ($id: ID!, $input: PromoteNominationInput!) { promoteNomination(id: $id, input: $input) {
        errors { code message balance { available body { code } constituency { code } } } } }`,
      { id, input: { idempotencyKey: 'no-place', version } },
    );
    expect(refused.errors).toEqual([
      {
        code: 'QUOTA_SPENT',
        message: expect.stringContaining('promote beyond the quota and say why'),
        balance: { available: 0, body: { code: 'ICC' }, constituency: { code: 'BUSINESS' } },
      },
    ]);
    expect((await promote(id, { version, isQuotaOverridden: true })).errors).toMatchObject([
      { code: 'REASON_REQUIRED', path: ['input', 'reasonText'] },
    ]);
    const done = await promote(id, {
      version,
      isQuotaOverridden: true,
      reasonText: 'Speaks on the second day',
    });
    expect(done.nomination?.state).toBe('APPROVED');
    expect(await places()).toEqual({ allotted: PLACES, overridden: 1, held: PLACES, consumed: 1 });
    await withdrawn(id);
    await drain(async () => ((await places()) as { consumed: number }).consumed === 0, {
      what: 'the place to be given back',
      timeoutMs: 20_000,
    });
    expect(await places()).toEqual({ allotted: PLACES, overridden: 0, held: PLACES, consumed: 0 });
  });
});

describe('a place beyond the quota', () => {
  it('that a decision gave goes back with its nomination', async () => {
    const id = await released('Lou Extra', {
      outcome: 'APPROVE',
      isQuotaOverridden: true,
      reasonText: 'Speaks on the first day',
    });
    expect(await places()).toEqual({ allotted: PLACES, overridden: 1, held: 0, consumed: 1 });
    await withdrawn(id);
    await drain(async () => ((await places()) as { consumed: number }).consumed === 0, {
      what: 'the place to be given back',
      timeoutMs: 20_000,
    });
    expect(await places()).toEqual({ allotted: PLACES, overridden: 0, held: 0, consumed: 0 });
  });
});

describe('a returned nomination', () => {
  const QUESTION = 'Which session would they speak in?';

  async function returned(name: string): Promise<string> {
    const id = await submitted(name);
    const answer = await returnNomination(product.as('officer'), id, { version: 2, question: QUESTION });
    expect(answer.errors).toEqual([]);
    return id;
  }

  const makeDue = (id: string) =>
    product.admin.query(
      "UPDATE nominations.nomination SET answer_due_at = clock_timestamp() - interval '1 minute' WHERE id = $1",
      [id],
    );
  const mailsTo = async (id: string): Promise<string[]> =>
    (
      await product.admin.query<{ kind: string }>(
        `SELECT kind FROM notifications.message WHERE nomination_id = $1 AND kind NOT LIKE '%INVITATION%' ORDER BY id`,
        [id],
      )
    ).rows.map(({ kind }) => kind);

  it('tells its body until when to answer, reminds it, and lapses: the body has its place back, and nobody is invited', async () => {
    const reserve = await released('Mia Reserve', { outcome: 'RESERVE' });
    const id = await returned('Nils Returned');
    const { nomination } = await product
      .as('iccViewer')
      .data<{ nomination: { answerDueAt: string } }>(
        'query ($id: ID!) { nomination(id: $id) { answerDueAt } }',
        { id },
      );
    expect(Math.round((Date.parse(nomination.answerDueAt) - Date.now()) / 3_600_000)).toBe(168);
    await doNow('remind-answer', id);
    await doNow('remind-answer', id);
    await doNow('lapse-unanswered', id);
    expect(await stateOf(product.as('officer'), id)).toBe('RETURNED');
    expect(await mailsTo(id)).toEqual(['NOMINATION_RETURNED', 'ANSWER_REMINDER']);
    await makeDue(id);
    await doNow('lapse-unanswered', id);
    expect(await stateOf(product.as('iccViewer'), id)).toBe('LAPSED');
    expect(await mailsTo(id)).toEqual(['NOMINATION_RETURNED', 'ANSWER_REMINDER', 'NOMINATION_LAPSED']);
    await doNow('fill-places', product.world.icc);
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
    expect(await places()).toEqual({ allotted: PLACES, overridden: 0, held: 0, consumed: 0 });
  });

  it('is left alone once it was answered, even if it was returned once more', async () => {
    const id = await returned('Olga Returned');
    await submitNomination(product.as('iccCoordinator'), id, { answer: 'The one on trust' });
    await returnNomination(product.as('officer'), id, { question: 'Which day?' });
    await makeDue(id);
    await doNow('lapse-unanswered', id);
    expect(await stateOf(product.as('officer'), id)).toBe('RETURNED');
  });

  it('keeps its place, so that it moves to another constituency only where there is one', async () => {
    await product.admin.query(
      `WITH quota AS (SELECT id FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2),
        entries AS (DELETE FROM nominations.quota_entry WHERE quota_id IN (SELECT id FROM quota))
      DELETE FROM nominations.quota WHERE id IN (SELECT id FROM quota)`,
      [product.world.icc, product.world.academia],
    );
    const id = await returned('Paul Mover');
    const { errors, nomination } = await updateNomination(product.as('iccNominator'), id, {
      constituencyId: product.world.academia,
    });
    expect(nomination).toBeNull();
    expect(errors).toEqual([
      {
        code: 'QUOTA_SPENT',
        message: 'This body has no places for this constituency.',
        path: ['input', 'constituencyId'],
      },
    ]);
    await product.admin.query(
      `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted) VALUES (gen_random_uuid(), $1, $2, $3, 0)`,
      [product.world.conferenceId, product.world.icc, product.world.academia],
    );
    const spent = await product.as('iccNominator').data<{
      updateNomination: { errors: { code: string; balance: object }[] };
    }>(
      `mutation ($id: ID!, $input: UpdateNominationInput!) { updateNomination(id: $id, input: $input) {
        errors { code balance { allotted available constituency { code } } } } }`,
      {
        id,
        input: {
          idempotencyKey: 'move',
          version: await versionOf(id),
          constituencyId: product.world.academia,
        },
      },
    );
    expect(spent.updateNomination.errors).toEqual([
      { code: 'QUOTA_SPENT', balance: { allotted: 0, available: 0, constituency: { code: 'ACADEMIA' } } },
    ]);
    expect(await places()).toEqual({ allotted: PLACES, overridden: 0, held: 1, consumed: 0 });
  });
});

describe('a nomination that the host has not decided in time', () => {
  it('lapses with a notice to its body, which has its place back; nobody is invited', async () => {
    const reserve = await released('Quinn Reserve', { outcome: 'RESERVE' });
    await product.admin.query(
      `UPDATE conference.conference SET approval_plan = approval_plan || '{"lapseAfterHours": 0.0001}'`,
    );
    const id = await submitted('Rita Undecided');
    await drain(async () => (await stateOf(product.as('officer'), id)) === 'LAPSED', {
      what: 'the nomination to lapse',
      timeoutMs: 20_000,
    });
    await doNow('fill-places', product.world.icc);
    expect(await stateOf(product.as('officer'), reserve)).toBe('RESERVED');
    const notice = await drain(
      async () =>
        (await product.sink.messages()).find(
          ({ subject, text }) => /has lapsed/.test(subject) && text.includes('Rita Undecided'),
        ),
      { what: 'the notice to the body', timeoutMs: 20_000 },
    );
    expect(notice.text).toContain('The host did not decide on it in time.');
  });
});
