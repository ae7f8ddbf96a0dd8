import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, Refusal, type UserActor } from '#libs/kernel';
import { ReviewDesk } from '#libs/approvals';
import { ConferenceReference } from '#libs/conference';
import { Commands, Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { SystemClock } from '#libs/kernel';
import { Places, QuotaBalances, QuotaRefusals } from '#libs/places';
import { buildWorld, type World } from '#libs/nominations/testing';
import { nominationInbox } from './testing/nomination-inbox.js';
import { reviewsOn } from './testing/reviews-on.js';
import { CreateNomination } from './use-cases/create-nomination.js';
import { ReferenceRefusals } from './use-cases/reference-refusals.js';
import { DecideNomination } from './acts/decide-nomination.act.js';
import { NominationActs } from './acts/nomination-acts.js';
import { RecommendNomination } from './acts/recommend-nomination.act.js';
import { ReopenNomination } from './acts/reopen-nomination.act.js';
import { SecondNominations } from './use-cases/second-nominations.js';
import { Submission } from './use-cases/submission.js';
import { SubmitNomination } from './acts/submit-nomination.act.js';
import { UpdateNomination } from './acts/update-nomination.act.js';
import { GetNomination } from './queries/get-nomination.js';
import { ListNominations } from './queries/list-nominations.js';
import { organisationsAsTyped } from './testing/organisations-as-typed.js';

let server: TestDatabase;
let database: Database;
let admin: pg.Client;
let world: World;
const acts = {} as ReturnType<typeof assemble>;

function assemble(over: Database) {
  const unitOfWork = new UnitOfWork(over, new OutboxBell(over));
  const commands = new Commands(over, unitOfWork);
  const desk = new ReviewDesk(new SystemClock());
  const onNominations = new NominationActs(commands, desk);
  const reviews = reviewsOn(over, desk);
  const quota = new QuotaRefusals(over);
  const references = new ReferenceRefusals(over);
  const submission = new Submission(desk);
  // Nobody is invited in this file, so no invitation has ended.
  const seconds = new SecondNominations({ ended: () => Promise.resolve([]) } as never);
  const places = new Places(new ConferenceReference(over, new SystemClock()));
  return {
    commands,
    create: new CreateNomination(commands, submission, quota, references, seconds, organisationsAsTyped()),
    update: new UpdateNomination(onNominations, quota, references, seconds, organisationsAsTyped()),
    submit: new SubmitNomination(onNominations, quota, submission, seconds),
    recommend: new RecommendNomination(onNominations, reviews),
    decide: new DecideNomination(onNominations, reviews, quota),
    reopen: new ReopenNomination(onNominations, desk),
    get: new GetNomination(over, places),
    list: new ListNominations(over, places, undefined as never),
    inbox: nominationInbox(over, places),
    balances: new QuotaBalances(over),
  };
}

beforeAll(async () => {
  server = await testDatabase();
  database = new Database(
    await openDataSource({ url: server.apiUrl, poolSize: 20, applicationName: 'test' }).initialize(),
  );
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl, { places: 5 });
  Object.assign(acts, assemble(database));
});

afterAll(async () => {
  await admin.end();
  await database.source.destroy();
  await server.drop();
});

const input = (bodyId: string, more: object = {}) => ({
  conferenceId: world.conferenceId,
  bodyId,
  constituencyId: world.business,
  person: { name: 'Ana Muster', email: `ana.${newId()}@example.org`, organisation: 'Example Ltd' },
  justification: 'Knows the subject',
  ...more,
});

const codeOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return 'no refusal';
  } catch (error) {
    if (error instanceof Refusal) return (error as Refusal).code;
    throw error;
  }
};

async function submitted(actor: UserActor, bodyId: string, more: object = {}): Promise<string> {
  const { id } = await acts.create.run(actor, newId(), input(bodyId, more));
  await acts.submit.run(actor, id, newId(), { version: 1 });
  return id;
}

const snapshot = async (): Promise<unknown> =>
  (
    await admin.query<
      Record<string, unknown>
    >(`SELECT (SELECT json_agg(n ORDER BY id) FROM nominations.nomination n) AS nominations,
      (SELECT json_agg(q ORDER BY id) FROM nominations.quota q) AS quotas, (SELECT count(*) FROM audit.event) AS events,
      (SELECT count(*) FROM platform.outbox) AS jobs, (SELECT count(*) FROM approvals.review) AS reviews`)
  ).rows[0];

describe('drafting and submitting', () => {
  it('takes a nomination from draft to the inbox, with hold, review, screenings, audit and outbox in one commit', async () => {
    const { iccCoordinator, officer } = world.people;
    const id = await submitted(iccCoordinator, world.icc);
    const mine = await acts.get.run(iccCoordinator, id);
    expect(mine).toMatchObject({
      state: 'SUBMITTED',
      version: 2,
      stage: null,
      availableActions: expect.arrayContaining(['WITHDRAW']),
    });
    expect(mine?.reference).toMatch(/^ICC-[0-9A-Z]{3}-[0-9A-Z]{4}$/);
    const inbox = await acts.inbox.run(officer, { first: 10 });
    expect(inbox.nodes[0]).toMatchObject({
      stage: 'REVIEW',
      nomination: { id, availableActions: expect.arrayContaining(['RECOMMEND']) },
    });
    const { nodes: balances } = await acts.balances.list(iccCoordinator, world.conferenceId, { first: 10 });
    expect(balances[0]).toMatchObject({
      allotted: 5,
      held: 1,
      consumed: 0,
      available: 4,
      awaitingRelease: null,
    });
    const { rows } = await admin.query(
      `SELECT (SELECT count(*)::int FROM nominations.screening WHERE nomination_id = $1) AS screenings,
        (SELECT count(*)::int FROM audit.event WHERE subject_id = $1) AS events,
        (SELECT count(*)::int FROM platform.outbox WHERE payload->>'nominationId' = $1::text) AS jobs,
        (SELECT count(*)::int FROM nominations.quota_entry WHERE nomination_id = $1) AS entries`,
      [id],
    );
    expect(rows[0]).toEqual({ screenings: 5, events: 2, jobs: 1, entries: 1 });
  });

  it('drafts and submits in one act, with all that a submission brings', async () => {
    const { iccCoordinator } = world.people;
    const { id } = await acts.create.run(
      iccCoordinator,
      newId(),
      input(world.icc, { isSubmitted: true, constituencyId: world.academia }),
    );
    const nomination = await acts.get.run(iccCoordinator, id);
    expect(nomination).toMatchObject({ state: 'SUBMITTED', version: 1 });
    expect(nomination?.submittedAt).toBeInstanceOf(Date);
    const { rows } = await admin.query(
      `SELECT (SELECT count(*)::int FROM nominations.screening WHERE nomination_id = $1) AS screenings,
        (SELECT array_agg(action ORDER BY id) FROM audit.event WHERE subject_id = $1) AS events,
        (SELECT count(*)::int FROM platform.outbox WHERE payload->>'nominationId' = $1::text) AS jobs,
        (SELECT sum(held_delta)::int FROM nominations.quota_entry WHERE nomination_id = $1) AS held,
        (SELECT count(*)::int FROM approvals.review WHERE subject_id = $1 AND closed_at IS NULL) AS reviews`,
      [id],
    );
    expect(rows[0]).toEqual({
      screenings: 5,
      events: ['nomination.created', 'nomination.submitted'],
      jobs: 1,
      held: 1,
      reviews: 1,
    });
  });

  it('drafts nothing where the submission in the same act is refused', async () => {
    const { iccCoordinator, iccNominator } = world.people;
    const at = (more: object) => input(world.icc, { isSubmitted: true, ...more });
    const allot = 'UPDATE nominations.quota SET allotted = held + consumed + $2 WHERE constituency_id = $1';
    await admin.query(allot, [world.academia, 0]);
    const before = await snapshot();
    const asked = [
      acts.create.run(iccNominator, newId(), at({})),
      acts.create.run(iccCoordinator, newId(), at({ person: { name: 'No Address' } })),
    ];
    expect(await Promise.all(asked.map((act) => codeOf(act)))).toEqual(['FORBIDDEN', 'INCOMPLETE']);
    await expect(
      acts.create.run(iccCoordinator, newId(), at({ constituencyId: world.academia })),
    ).rejects.toMatchObject({ code: 'QUOTA_SPENT', extras: { balance: { available: 0 } } });
    expect(await snapshot()).toEqual(before);
    await admin.query(allot, [world.academia, 5]);
  });

  it('answers a repeated request with the first answer and creates nothing twice', async () => {
    const { iccNominator } = world.people;
    const key = newId();
    const request = input(world.icc);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => acts.create.run(iccNominator, key, request)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const { rowCount } = await admin.query('SELECT FROM audit.event WHERE subject_id = $1', [answers[0]?.id]);
    expect(rowCount).toBe(1);
  });

  it('refuses a key that was used for another request', async () => {
    const { iccNominator } = world.people;
    const key = newId();
    await acts.create.run(iccNominator, key, input(world.icc));
    const before = await snapshot();
    expect(await codeOf(acts.create.run(iccNominator, key, input(world.icc, { rank: 3 })))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect(await snapshot()).toEqual(before);
  });

  it('gives the last place to exactly one of many submits at once and tells the others the balance', async () => {
    const { chCoordinator } = world.people;
    const drafts = await Promise.all(
      Array.from({ length: 20 }, () => acts.create.run(chCoordinator, newId(), input(world.chathamHouse))),
    );
    const outcomes = await Promise.allSettled(
      drafts.map(({ id }) => acts.submit.run(chCoordinator, id, newId(), { version: 1 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toMatchObject({
        code: 'QUOTA_SPENT',
        extras: { balance: { held: 5, available: 0 } },
      });
    }
  });

  it('answers a foreign body as if there were no such nomination, and changes nothing', async () => {
    const { iccCoordinator, chCoordinator } = world.people;
    const { id } = await acts.create.run(
      iccCoordinator,
      newId(),
      input(world.icc, { person: { name: 'No Address' } }),
    );
    const before = await snapshot();
    expect(await codeOf(acts.submit.run(chCoordinator, id, newId(), { version: 1 }))).toBe('NOT_FOUND');
    expect(await codeOf(acts.submit.run(chCoordinator, newId(), newId(), { version: 1 }))).toBe('NOT_FOUND');
    expect(await codeOf(acts.create.run(iccCoordinator, newId(), input(world.chathamHouse)))).toBe(
      'NOT_FOUND',
    );
    expect(await snapshot()).toEqual(before);
  });

  it('moves the fields that were sent and leaves the others', async () => {
    const { iccNominator } = world.people;
    const person = { name: 'Ana Muster', email: 'ana.muster@example.org', organisation: 'Example Ltd' };
    const { id } = await acts.create.run(iccNominator, newId(), input(world.icc, { rank: 4, person }));
    await acts.update.run(iccNominator, id, newId(), {
      version: 1,
      person: { name: 'Ana Beispiel', organisation: null },
    });
    const view = await acts.get.run(iccNominator, id);
    expect(view).toMatchObject({
      version: 2,
      rank: 4,
      person: { name: 'Ana Beispiel', organisation: null, email: 'ana.muster@example.org' },
    });
  });
});

describe('sign-off', () => {
  it('lets one of two approvers win and tells the other that it is decided', async () => {
    const { iccCoordinator, officer, approver, otherApprover } = world.people;
    const id = await submitted(iccCoordinator, world.icc);
    await acts.recommend.run(officer, id, newId(), { version: 2, recommendation: 'APPROVE' });
    const decide = (actor: UserActor) =>
      acts.decide.run(actor, id, newId(), { version: 2, outcome: 'APPROVE' });
    const outcomes = await Promise.allSettled([decide(approver), decide(otherApprover)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(await acts.get.run(approver, id)).toMatchObject({ state: 'DECIDED', stage: 'RELEASE' });
  });

  it('shows the body nothing of a decision before its release: state, version, time and balance stay', async () => {
    const { iccCoordinator, officer, approver } = world.people;
    const id = await submitted(iccCoordinator, world.icc);
    await acts.recommend.run(officer, id, newId(), { version: 2, recommendation: 'REJECT' });
    const before = [
      await acts.get.run(iccCoordinator, id),
      (await acts.balances.list(iccCoordinator, world.conferenceId, { first: 10 })).nodes,
    ];
    await acts.decide.run(approver, id, newId(), { version: 2, outcome: 'REJECT', reasonCode: 'BALANCE' });
    const after = [
      await acts.get.run(iccCoordinator, id),
      (await acts.balances.list(iccCoordinator, world.conferenceId, { first: 10 })).nodes,
    ];
    expect(after).toEqual(before);
    const listed = await acts.list.run(iccCoordinator, {
      conferenceId: world.conferenceId,
      first: 50,
      filter: { states: ['DECIDED'] },
    });
    expect(listed.nodes).toEqual([]);
  });

  it('is refused to whoever recommended, in the domain and by the database', async () => {
    const { iccCoordinator, officer } = world.people;
    const both: UserActor = {
      ...officer,
      grants: [
        ...officer.grants,
        { role: 'HOST_APPROVER', conferenceId: world.conferenceId, bodyId: world.host },
      ],
    };
    const id = await submitted(iccCoordinator, world.icc);
    await acts.recommend.run(both, id, newId(), { version: 2, recommendation: 'APPROVE' });
    expect(await codeOf(acts.decide.run(both, id, newId(), { version: 2, outcome: 'APPROVE' }))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    const { rows } = await admin.query<{ id: string }>(
      'SELECT id FROM approvals.review WHERE subject_id = $1',
      [id],
    );
    const behindTheBack = admin.query(
      `INSERT INTO approvals.step (id, conference_id, review_id, kind, outcome, by_user) VALUES ($1, $2, $3, 'SIGN_OFF', 'APPROVE', $4)`,
      [newId(), world.conferenceId, rows[0]?.id, both.userId],
    );
    await expect(behindTheBack).rejects.toMatchObject({ constraint: 'separation_of_duties' });
  });

  it('can be taken back before the release and done again', async () => {
    const { iccCoordinator, officer, approver, otherApprover } = world.people;
    await admin.query('UPDATE nominations.quota SET allotted = 50');
    const id = await submitted(iccCoordinator, world.icc);
    await acts.recommend.run(officer, id, newId(), { version: 2, recommendation: 'APPROVE' });
    await acts.decide.run(approver, id, newId(), { version: 2, outcome: 'APPROVE' });
    await acts.reopen.run(otherApprover, id, newId(), { version: 2, reason: 'New information' });
    expect(await acts.get.run(approver, id)).toMatchObject({ state: 'UNDER_REVIEW', stage: 'SIGN_OFF' });
    await acts.decide.run(approver, id, newId(), { version: 2, outcome: 'RESERVE' });
    expect(await acts.get.run(approver, id)).toMatchObject({ state: 'DECIDED' });
  });
});

describe('lists', () => {
  it('pages through everything once, in every order, forwards and backwards', async () => {
    const { iccNominator } = world.people;
    for (const field of ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK'] as const) {
      for (const direction of ['ASC', 'DESC'] as const) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page = await acts.list.run(iccNominator, {
            conferenceId: world.conferenceId,
            first: 3,
            after,
            orderBy: { field, direction },
          });
          seen.push(...page.nodes.map(({ id }) => id));
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toHaveLength(new Set(seen).size);
        const whole = await acts.list.run(iccNominator, {
          conferenceId: world.conferenceId,
          first: 100,
          orderBy: { field, direction },
        });
        expect(seen).toEqual(whole.nodes.map(({ id }) => id));
      }
    }
  });

  it('finds part of a name whatever its accents and script, within the own body only', async () => {
    const { iccNominator, chNominator, officer } = world.people;
    await acts.create.run(iccNominator, newId(), input(world.icc, { person: { name: 'Zoë Пример' } }));
    const find = async (actor: UserActor, search: string): Promise<number> =>
      (await acts.list.run(actor, { conferenceId: world.conferenceId, first: 50, filter: { search } })).nodes
        .length;
    expect(await find(iccNominator, 'zoe')).toBe(1);
    expect(await find(iccNominator, 'ПРИМ')).toBe(1);
    expect(await find(iccNominator, 'primer')).toBe(1);
    expect(await find(officer, 'прим zoë')).toBe(1);
    expect(await find(chNominator, 'zoe')).toBe(0);
    expect(await find(iccNominator, '100%')).toBe(0);
  });

  it('counts what it would list', async () => {
    const { officer } = world.people;
    const page = await acts.list.run(officer, {
      conferenceId: world.conferenceId,
      first: 100,
      filter: { search: 'muster' },
    });
    expect(await page.totalCount()).toBe(page.nodes.length);
    const decided = await acts.list.run(officer, {
      conferenceId: world.conferenceId,
      first: 100,
      filter: { states: ['DECIDED'] },
    });
    expect(decided.nodes.every(({ state }) => state === 'DECIDED')).toBe(true);
    expect(await decided.totalCount()).toBe(decided.nodes.length);
    expect(decided.nodes.length).toBeGreaterThan(0);
  });
});
