import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, Refusal, type Role, SystemClock, type UserActor } from '#libs/kernel';
import {
  type ApprovalPlan,
  decisionView,
  DEFAULT_APPROVAL_PLAN,
  ReviewDesk,
  ReviewDossier,
} from '#libs/approvals';
import { ConferenceReference } from '#libs/conference';
import { Commands, Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { Places, QuotaRefusals } from '#libs/places';
import { WatchListHits } from '#libs/screening';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import { GetNomination } from './queries/get-nomination.js';
import { nominationInbox } from './testing/nomination-inbox.js';
import { reviewsOn } from './testing/reviews-on.js';
import { CreateNomination } from './use-cases/create-nomination.js';
import { ReferenceRefusals } from './use-cases/reference-refusals.js';
import { DecideNomination } from './acts/decide-nomination.act.js';
import { NominationActs } from './acts/nomination-acts.js';
import { RecommendNomination } from './acts/recommend-nomination.act.js';
import { ReopenNomination } from './acts/reopen-nomination.act.js';
import { ReturnNomination } from './acts/return-nomination.act.js';
import { SecondNominations } from './use-cases/second-nominations.js';
import { Submission } from './use-cases/submission.js';
import { SubmitNomination } from './acts/submit-nomination.act.js';
import { organisationsAsTyped } from './testing/organisations-as-typed.js';

const QUORUM_OF_TWO: ApprovalPlan = {
  ...DEFAULT_APPROVAL_PLAN,
  stages: [DEFAULT_APPROVAL_PLAN.stages[0], { ...DEFAULT_APPROVAL_PLAN.stages[1], quorum: 2 }],
};
const BOTH_STAGES_OF_TWO: ApprovalPlan = {
  ...QUORUM_OF_TWO,
  stages: [{ ...DEFAULT_APPROVAL_PLAN.stages[0], quorum: 2 }, QUORUM_OF_TWO.stages[1]],
};

let server: TestDatabase;
let database: Database;
let admin: pg.Client;
let world: World;
let thirdApprover: UserActor;
let officerAndApprover: UserActor;
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
    desk,
    unitOfWork,
    create: new CreateNomination(commands, submission, quota, references, seconds, organisationsAsTyped()),
    submit: new SubmitNomination(onNominations, quota, submission, seconds),
    recommend: new RecommendNomination(onNominations, reviews),
    // No coordinator of this file is written to, and no conference releases at once.
    returnNomination: new ReturnNomination(onNominations, desk, {
      returned: () => Promise.resolve(),
    } as never),
    decide: new DecideNomination(onNominations, reviews, quota),
    reopen: new ReopenNomination(onNominations, desk),
    get: new GetNomination(over, places),
    inbox: nominationInbox(over, places),
    watchList: new WatchListHits(over),
    reviews: new ReviewDossier(over),
  };
}

async function addStaff(name: string, ...roles: Role[]): Promise<UserActor> {
  const userId = newId();
  const address = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  await admin.query('INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $3, $3)', [
    userId,
    name,
    address,
  ]);
  const { conferenceId, host } = world;
  for (const role of roles) {
    await admin.query(
      'INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, $5)',
      [newId(), userId, conferenceId, role === 'AUDITOR' ? null : host, role],
    );
  }
  const grants = roles.map((role) => ({ role, conferenceId, bodyId: role === 'AUDITOR' ? null : host }));
  return { kind: 'user', userId, grants, canWrite: true, via: 'session', credentialId: newId() };
}

beforeAll(async () => {
  server = await testDatabase();
  database = new Database(
    await openDataSource({ url: server.apiUrl, poolSize: 20, applicationName: 'test' }).initialize(),
  );
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl, { places: 100 });
  thirdApprover = await addStaff('Third Approver', 'HOST_APPROVER');
  officerAndApprover = await addStaff('Officer And Approver', 'HOST_OFFICER', 'HOST_APPROVER');
  Object.assign(acts, assemble(database));
});

afterAll(async () => {
  await admin.end();
  await database.source.destroy();
  await server.drop();
});

const follow = (plan: ApprovalPlan): Promise<unknown> =>
  admin.query('UPDATE conference.conference SET approval_plan = $1', [JSON.stringify(plan)]);

/** Submitted by ICC, and waiting for its first recommendation. */
async function submitted(): Promise<string> {
  const { iccCoordinator } = world.people;
  const { id } = await acts.create.run(iccCoordinator, newId(), {
    conferenceId: world.conferenceId,
    bodyId: world.icc,
    constituencyId: world.business,
    person: { name: 'Ana Muster', email: `ana.${newId()}@example.org` },
  });
  await acts.submit.run(iccCoordinator, id, newId(), { version: 1 });
  return id;
}

const recommend = (actor: UserActor, id: string, recommendation = 'APPROVE', version = 2) =>
  acts.recommend.run(actor, id, newId(), { version, recommendation });

/** Recommended as well, under this plan: an approver can sign. */
async function recommended(plan: ApprovalPlan): Promise<string> {
  await follow(plan);
  const id = await submitted();
  await recommend(world.people.officer, id);
  return id;
}

const sign = (actor: UserActor, id: string, outcome: string, more: object = {}) =>
  acts.decide.run(actor, id, newId(), {
    version: 2,
    outcome,
    ...(outcome === 'REJECT' ? { reasonCode: 'SECURITY' } : {}),
    ...more,
  });

const refusalOf = async (act: Promise<unknown>): Promise<Refusal> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};

const standing = async (id: string): Promise<Record<string, unknown>[]> =>
  (
    await admin.query<Record<string, unknown>>(
      `SELECT outcome, reason_code, reason_text, is_reason_shared, is_quota_overridden FROM approvals.decision
        WHERE subject_id = $1 AND voided_at IS NULL`,
      [id],
    )
  ).rows;

const absent = (userId: string): Promise<unknown> =>
  admin.query(
    `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at)
      VALUES ($1, $2, $3, now() - interval '1 day', now() + interval '1 day')`,
    [newId(), world.conferenceId, userId],
  );

describe('a quorum of two', () => {
  it('keeps every voice with its own reason for the host to read, the differing one too', async () => {
    const { approver, otherApprover, iccCoordinator } = world.people;
    const id = await recommended(QUORUM_OF_TWO);
    await sign(approver, id, 'REJECT', { reasonText: 'Known to us', isReasonShared: false });
    await sign(otherApprover, id, 'APPROVE');
    expect((await acts.reviews.signOffs(approver, [id])).get(id)).toMatchObject({
      needed: 2,
      voices: [
        { outcome: 'REJECT', reasonCode: 'SECURITY', reasonText: 'Known to us', byId: approver.userId },
        { outcome: 'APPROVE', reasonCode: null, reasonText: null, byId: otherApprover.userId },
      ],
    });
    expect((await acts.reviews.signOffs(iccCoordinator, [id])).size).toBe(0);
  });

  it('lets an approver change their voice until the decision stands, and counts the newest alone', async () => {
    const { approver, otherApprover } = world.people;
    const id = await recommended(QUORUM_OF_TWO);
    await sign(approver, id, 'REJECT');
    expect(await refusalOf(sign(approver, id, 'REJECT'))).toMatchObject({ code: 'ACTION_UNAVAILABLE' });
    await sign(approver, id, 'RESERVE');
    await sign(otherApprover, id, 'REJECT');
    expect(await standing(id)).toEqual([]);
    await sign(otherApprover, id, 'RESERVE');
    expect(await standing(id)).toMatchObject([{ outcome: 'RESERVE' }]);
    const { rows } = await admin.query(
      `SELECT action, details->>'outcome' AS outcome, details->>'insteadOf' AS before, details->>'agreeing' AS agreeing
        FROM audit.event WHERE subject_id = $1 AND action IN ('nomination.signed-off', 'nomination.decided') ORDER BY id`,
      [id],
    );
    expect(rows).toEqual([
      { action: 'nomination.signed-off', outcome: 'REJECT', before: null, agreeing: '1' },
      { action: 'nomination.signed-off', outcome: 'RESERVE', before: 'REJECT', agreeing: '1' },
      { action: 'nomination.signed-off', outcome: 'REJECT', before: null, agreeing: '1' },
      { action: 'nomination.decided', outcome: 'RESERVE', before: 'REJECT', agreeing: '2' },
    ]);
  });

  it('keeps a reason from the body where the screening has found the person on the watch list', async () => {
    const { approver, iccCoordinator } = world.people;
    const id = await recommended(DEFAULT_APPROVAL_PLAN);
    await admin.query(
      `UPDATE nominations.screening SET state = 'FLAGGED' WHERE nomination_id = $1 AND kind = 'WATCH_LIST'`,
      [id],
    );
    const other = await recommended(DEFAULT_APPROVAL_PLAN);
    expect(await acts.watchList.of(approver, [id, other])).toEqual(
      new Map([
        [id, true],
        [other, false],
      ]),
    );
    for (const one of [id, other])
      await sign(approver, one, 'REJECT', { reasonCode: 'BALANCE', reasonText: 'Known to us' });
    await admin.query(
      `WITH batch AS (INSERT INTO approvals.batch (id, conference_id, number, released_by, size)
         SELECT gen_random_uuid(), $2, 1 + count(*), $3, 1 FROM approvals.batch RETURNING id)
       UPDATE approvals.decision SET released_at = now(), batch_id = batch.id FROM batch WHERE subject_id = ANY ($1::uuid[])`,
      [[id, other], world.conferenceId, approver.userId],
    );
    const decisions = await acts.reviews.decisions(iccCoordinator, [id, other]);
    const told = [id, other].map((one) => {
      const decided = decisions.get(one);
      return decided && decisionView(decided, false).reasonText;
    });
    expect(told).toEqual([null, 'Known to us']);
  });

  it('is counted from what was said, as it was said', async () => {
    const { approver, otherApprover, officer, iccCoordinator } = world.people;
    const id = await recommended(QUORUM_OF_TWO);
    await absent(otherApprover.userId);
    await sign(approver, id, 'APPROVE', { onBehalfOfId: otherApprover.userId });
    await sign(thirdApprover, id, 'APPROVE', {
      isQuotaOverridden: true,
      reasonText: 'Needed on the panel',
      isReasonShared: false,
    });
    const review = await acts.unitOfWork.run(approver, (tx) => acts.desk.find(tx, id));
    expect(review).toMatchObject({
      stage: 'SIGN_OFF',
      createdBy: iccCoordinator.userId,
      lastEditedBy: iccCoordinator.userId,
      recommendedBy: [officer.userId],
      signOffs: [
        { kind: 'RECOMMEND', outcome: 'APPROVE', byId: officer.userId, onBehalfOfId: null },
        {
          kind: 'SIGN_OFF',
          outcome: 'APPROVE',
          byId: approver.userId,
          onBehalfOfId: otherApprover.userId,
          isQuotaOverridden: false,
          isReasonShared: true,
        },
        { byId: thirdApprover.userId, isQuotaOverridden: true, isReasonShared: false },
      ],
    });
    expect(await acts.get.run(approver, id)).toMatchObject({ state: 'UNDER_REVIEW', stage: 'SIGN_OFF' });
    await sign(thirdApprover, id, 'APPROVE');
    expect(await standing(id)).toMatchObject([{ outcome: 'APPROVE', is_quota_overridden: false }]);
    expect(await acts.get.run(approver, id)).toMatchObject({ state: 'DECIDED', stage: 'RELEASE' });
  });

  it('is asked of the officers in the same way', async () => {
    const { officer, otherOfficer } = world.people;
    await follow(BOTH_STAGES_OF_TWO);
    const id = await submitted();
    await recommend(officer, id, 'APPROVE');
    await recommend(otherOfficer, id, 'REJECT');
    expect(await acts.get.run(officer, id)).toMatchObject({ stage: 'REVIEW' });
    const inboxOf = async (actor: UserActor) =>
      (await acts.inbox.run(actor, { first: 100, filter: { actionable: true } })).nodes.map(
        ({ nomination }) => nomination.id,
      );
    expect(await inboxOf(officer)).not.toContain(id);
    await recommend(officer, id, 'REJECT');
    expect(await acts.get.run(officer, id)).toMatchObject({ stage: 'SIGN_OFF' });
    const { nodes } = await acts.inbox.run(officer, { first: 100 });
    expect(nodes.find(({ nomination }) => nomination.id === id)?.recommendation).toBe('REJECT');
  });

  it('waits in the inbox of whoever has not signed yet, and no longer of whoever has', async () => {
    const { approver, otherApprover } = world.people;
    const id = await recommended(QUORUM_OF_TWO);
    const waitsFor = async (actor: UserActor): Promise<boolean> => {
      const { nodes } = await acts.inbox.run(actor, { first: 100, filter: { actionable: true } });
      return nodes.some(({ nomination }) => nomination.id === id);
    };
    const countFor = async (actor: UserActor): Promise<number> =>
      (await acts.inbox.run(actor, { first: 1, filter: { actionable: true } })).totalCount();
    const before = [await countFor(approver), await countFor(otherApprover)];
    expect([await waitsFor(approver), await waitsFor(otherApprover)]).toEqual([true, true]);
    await sign(approver, id, 'APPROVE');
    expect([await waitsFor(approver), await waitsFor(otherApprover)]).toEqual([false, true]);
    expect([await countFor(approver), await countFor(otherApprover)]).toEqual([
      (before[0] ?? 0) - 1,
      before[1],
    ]);
    const { nodes } = await acts.inbox.run(approver, { first: 100 });
    expect(nodes.some(({ nomination }) => nomination.id === id)).toBe(true);
  });

  it('is asked again by the database', async () => {
    const { approver } = world.people;
    const id = await recommended(QUORUM_OF_TWO);
    await sign(approver, id, 'APPROVE');
    const alone = admin.query(
      `INSERT INTO approvals.decision (id, conference_id, body_id, review_id, subject_id, outcome, decided_by)
        SELECT $2, conference_id, body_id, id, subject_id, 'APPROVE', $3 FROM approvals.review WHERE subject_id = $1`,
      [id, newId(), approver.userId],
    );
    await expect(alone).rejects.toMatchObject({ constraint: 'decision_needs_quorum' });
  });
});

describe('separation of duties', () => {
  it('holds over a return: who recommended in an earlier passage does not sign in the next', async () => {
    const { officer, approver, iccCoordinator } = world.people;
    await follow({
      ...DEFAULT_APPROVAL_PLAN,
      stages: [BOTH_STAGES_OF_TWO.stages[0], DEFAULT_APPROVAL_PLAN.stages[1]],
    });
    const id = await submitted();
    await recommend(officerAndApprover, id);
    await acts.returnNomination.run(officer, id, newId(), { version: 2, question: 'Which panel?' });
    await follow(DEFAULT_APPROVAL_PLAN);
    await acts.submit.run(iccCoordinator, id, newId(), { version: 4 });
    await recommend(officer, id, 'APPROVE', 5);
    const view = await acts.get.run(officerAndApprover, id);
    expect(view?.availableActions).not.toContain('DECIDE');
    const { nodes } = await acts.inbox.run(officerAndApprover, {
      first: 100,
      filter: { actionable: true, stages: ['SIGN_OFF'] },
    });
    expect(nodes.map(({ nomination }) => nomination.id)).not.toContain(id);
    expect(await refusalOf(sign(officerAndApprover, id, 'APPROVE', { version: 5 }))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
    });
    const behindTheBack = admin.query(
      `INSERT INTO approvals.step (id, conference_id, review_id, kind, outcome, by_user)
        SELECT $2, conference_id, id, 'SIGN_OFF', 'APPROVE', $3 FROM approvals.review WHERE subject_id = $1 AND closed_at IS NULL`,
      [id, newId(), officerAndApprover.userId],
    );
    await expect(behindTheBack).rejects.toMatchObject({ constraint: 'separation_of_duties' });
    await sign(approver, id, 'APPROVE', { version: 5 });
    expect(await standing(id)).toHaveLength(1);
  });
});

describe('a signature for an absent colleague', () => {
  it('is for approvers alone: nobody signs for a colleague who could not sign', async () => {
    const { approver, auditor } = world.people;
    const id = await recommended(DEFAULT_APPROVAL_PLAN);
    await absent(auditor.userId);
    expect(await refusalOf(sign(approver, id, 'APPROVE', { onBehalfOfId: auditor.userId }))).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'onBehalfOfId'],
    });
    expect(
      await refusalOf(sign(approver, id, 'APPROVE', { onBehalfOfId: thirdApprover.userId })),
    ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'onBehalfOfId'] });
    expect(await standing(id)).toEqual([]);
  });

  it('is refused by the database as well: twice, without the role, and to whoever recommended', async () => {
    const { approver, otherApprover, auditor, officer } = world.people;
    const id = await recommended(QUORUM_OF_TWO);
    await sign(approver, id, 'APPROVE', { onBehalfOfId: otherApprover.userId });
    const write = (byUser: string, onBehalfOf: string | null): Promise<unknown> =>
      admin.query(
        `INSERT INTO approvals.step (id, conference_id, review_id, kind, outcome, by_user, on_behalf_of)
          SELECT $2, conference_id, id, 'SIGN_OFF', 'APPROVE', $3, $4 FROM approvals.review WHERE subject_id = $1`,
        [id, newId(), byUser, onBehalfOf],
      );
    await expect(write(otherApprover.userId, null)).rejects.toMatchObject({ constraint: 'one_voice_each' });
    await expect(write(approver.userId, null)).rejects.toMatchObject({ constraint: 'one_voice_each' });
    await expect(write(thirdApprover.userId, auditor.userId)).rejects.toMatchObject({
      constraint: 'approvers_sign',
    });
    await expect(write(auditor.userId, null)).rejects.toMatchObject({ constraint: 'approvers_sign' });
    await expect(write(thirdApprover.userId, officer.userId)).rejects.toMatchObject({
      constraint: 'separation_of_duties',
    });
  });
});

describe('what a body learns before the release', () => {
  it('is that its review has begun, when an officer recommends before the checks have ended', async () => {
    const { officer, approver, iccCoordinator } = world.people;
    await follow(DEFAULT_APPROVAL_PLAN);
    const id = await submitted();
    const trailOfBody = async (): Promise<string[]> =>
      (
        await admin.query<{ action: string; kind: string; person: string | null }>(
          'SELECT action, actor_kind AS kind, actor_id AS person FROM audit.event WHERE subject_id = $1 AND body_id = $2 ORDER BY id',
          [id, world.icc],
        )
      ).rows.map(
        ({ action, kind, person }) => `${action} by ${person === iccCoordinator.userId ? 'the body' : kind}`,
      );
    await recommend(officer, id);
    expect(await acts.get.run(iccCoordinator, id)).toMatchObject({ state: 'UNDER_REVIEW', version: 3 });
    expect(await trailOfBody()).toEqual([
      'nomination.created by the body',
      'nomination.submitted by the body',
      'nomination.under-review by system',
    ]);
    await sign(approver, id, 'APPROVE');
    expect(await trailOfBody()).toHaveLength(3);
  });
});
