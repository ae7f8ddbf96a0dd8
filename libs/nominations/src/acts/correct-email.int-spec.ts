import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, Refusal, SystemClock, type UserActor } from '#libs/kernel';
import { DEFAULT_APPROVAL_PLAN, ReviewDesk } from '#libs/approvals';
import { ConferenceReference } from '#libs/conference';
import { Commands, Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { Places, QuotaRefusals } from '#libs/places';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import { GetNomination } from '../queries/get-nomination.js';
import { CorrectEmail } from './correct-email.act.js';
import { CreateNomination } from '../use-cases/create-nomination.js';
import { ReferenceRefusals } from '../use-cases/reference-refusals.js';
import { DecideNomination } from './decide-nomination.act.js';
import { NominationActs } from './nomination-acts.js';
import { RecommendNomination } from './recommend-nomination.act.js';
import { SecondNominations } from '../use-cases/second-nominations.js';
import { Submission } from '../use-cases/submission.js';
import { SubmitNomination } from './submit-nomination.act.js';
import { UpdateNomination } from './update-nomination.act.js';
import { reviewsOn } from '../testing/reviews-on.js';
import { organisationsAsTyped } from '../testing/organisations-as-typed.js';

const WRONG = 'ana.mustre@example.org';
const RIGHT = 'ana.muster@example.org';

let server: TestDatabase;
let database: Database;
let admin: pg.Client;
let world: World;
/** One person with both of the host's roles. */
let both: UserActor;
const acts = {} as ReturnType<typeof assemble>;

function assemble(over: Database) {
  const commands = new Commands(over, new UnitOfWork(over, new OutboxBell(over)));
  const desk = new ReviewDesk(new SystemClock());
  const onNominations = new NominationActs(commands, desk);
  const reviews = reviewsOn(over, desk);
  const quota = new QuotaRefusals(over);
  const references = new ReferenceRefusals(over);
  const submission = new Submission(desk);
  // Nobody is invited in this file, so no invitation has ended.
  const seconds = new SecondNominations({ ended: () => Promise.resolve([]) } as never);
  return {
    create: new CreateNomination(commands, submission, quota, references, seconds, organisationsAsTyped()),
    update: new UpdateNomination(onNominations, quota, references, seconds, organisationsAsTyped()),
    submit: new SubmitNomination(onNominations, quota, submission, seconds),
    recommend: new RecommendNomination(onNominations, reviews),
    decide: new DecideNomination(onNominations, reviews, quota),
    // Nothing is released in this file, so no invitation is out: the journey of this name has them.
    correct: new CorrectEmail(onNominations, desk, undefined as never, undefined as never, seconds),
    get: new GetNomination(over, new Places(new ConferenceReference(over, new SystemClock()))),
  };
}

beforeAll(async () => {
  server = await testDatabase();
  database = new Database(
    await openDataSource({ url: server.apiUrl, poolSize: 20, applicationName: 'test' }).initialize(),
  );
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl, { places: 100 });
  Object.assign(acts, assemble(database));
  const { approver } = world.people;
  const { conferenceId, host: bodyId } = world;
  await admin.query(
    `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, 'HOST_OFFICER')`,
    [newId(), approver.userId, conferenceId, bodyId],
  );
  both = { ...approver, grants: [...approver.grants, { role: 'HOST_OFFICER', conferenceId, bodyId }] };
});

// Each test nominates the same person; whoever was nominated before has ended.
beforeEach(() => admin.query(`UPDATE nominations.nomination SET state = 'WITHDRAWN'`));

afterAll(async () => {
  await admin.end();
  await database.source.destroy();
  await server.drop();
});

const correct = (actor: UserActor, id: string, version: number, email = RIGHT) =>
  acts.correct.run(actor, id, newId(), { version, email });

async function drafted(email = WRONG): Promise<string> {
  const { id } = await acts.create.run(world.people.iccNominator, newId(), {
    conferenceId: world.conferenceId,
    bodyId: world.icc,
    constituencyId: world.business,
    person: { name: 'Ana Muster', email },
  });
  return id;
}

async function submitted(email?: string): Promise<string> {
  const id = await drafted(email);
  await acts.submit.run(world.people.iccCoordinator, id, newId(), { version: 1 });
  return id;
}

async function recommended(email?: string): Promise<string> {
  const id = await submitted(email);
  await acts.recommend.run(world.people.officer, id, newId(), { version: 2, recommendation: 'APPROVE' });
  return id;
}

async function decided(approver: UserActor): Promise<string> {
  const id = await recommended();
  await acts.decide.run(approver, id, newId(), { version: 2, outcome: 'APPROVE' });
  return id;
}

const refusalOf = async (act: Promise<unknown>): Promise<Refusal> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};
const codeOf = async (act: Promise<unknown>): Promise<string> => (await refusalOf(act)).code;

async function addressOf(id: string): Promise<{ email: string; email_fold: string; version: number }> {
  const { rows } = await admin.query<{ email: string; email_fold: string; version: number }>(
    `SELECT p.email, p.email_fold, n.version FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
     WHERE n.id = $1`,
    [id],
  );
  if (rows[0] === undefined) throw new Error('There is no such nomination.');
  return rows[0];
}

/** Everything that a correction may write, but for the outcome of requests that failed. */
const snapshot = async (): Promise<unknown> =>
  (
    await admin.query(`SELECT (SELECT json_agg(n ORDER BY id) FROM nominations.nomination n) AS nominations,
      (SELECT json_agg(p ORDER BY id) FROM nominations.person p) AS persons, (SELECT count(*) FROM audit.event) AS events,
      (SELECT json_agg(r ORDER BY id) FROM approvals.review r) AS reviews, (SELECT count(*) FROM platform.outbox) AS jobs`)
  ).rows[0];

describe('correcting the address of a nomination', () => {
  it.each(['iccCoordinator', 'iccNominator', 'officer'] as const)(
    'is for the %s, and writes the address as createNomination does',
    async (name) => {
      const id = await submitted();
      await correct(world.people[name], id, 2, ' Ana.Muster@EXAMPLE.org ');
      expect(await addressOf(id)).toEqual({ email: 'Ana.Muster@example.org', email_fold: RIGHT, version: 3 });
    },
  );

  it('answers another body’s nomination exactly as an unknown one', async () => {
    const id = await submitted();
    const before = await snapshot();
    for (const actor of [world.people.chCoordinator, world.people.chNominator]) {
      const [of, unknown] = [
        await refusalOf(correct(actor, id, 2)),
        await refusalOf(correct(actor, newId(), 2)),
      ];
      expect([of.code, of.message, of.path]).toEqual([unknown.code, unknown.message, unknown.path]);
      expect(of.code).toBe('NOT_FOUND');
    }
    expect(await snapshot()).toEqual(before);
  });

  it('is told in the trail without the address, old or new', async () => {
    const id = await submitted();
    await correct(world.people.iccCoordinator, id, 2);
    const { rows } = await admin.query<{ action: string; text: string }>(
      `SELECT action, row_to_json(e)::text AS text FROM audit.event e WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(rows.at(-1)?.action).toBe('nomination.email-corrected');
    const kept = await admin.query<{ text: string }>(
      `SELECT row_to_json(o)::text AS text FROM platform.outbox o UNION ALL SELECT row_to_json(k)::text FROM platform.idempotency k`,
    );
    const all = [...rows, ...kept.rows].map(({ text }) => text.toLowerCase()).join('\n');
    expect(all).not.toContain('example.org');
  });

  it('lets one of two at once win, and tells the other', async () => {
    const id = await submitted();
    const outcomes = await Promise.allSettled([
      correct(world.people.iccCoordinator, id, 2, 'one@example.org'),
      correct(world.people.officer, id, 2, 'two@example.org'),
    ]);
    const lost = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as Refusal] : [],
    );
    expect(lost.map(({ code }) => code)).toEqual(['VERSION_CONFLICT']);
    const winner = outcomes[0].status === 'fulfilled' ? 'one@example.org' : 'two@example.org';
    expect(await addressOf(id)).toMatchObject({ email: winner, version: 3 });
  });

  it('happens once, however often it is sent', async () => {
    const id = await submitted();
    const key = newId();
    const again = () => acts.correct.run(world.people.iccCoordinator, id, key, { version: 2, email: RIGHT });
    expect(await again()).toEqual(await again());
    expect(await addressOf(id)).toMatchObject({ email: RIGHT, version: 3 });
  });

  it('is screened anew, so that the same address elsewhere comes to light', async () => {
    const id = await recommended();
    await correct(world.people.iccCoordinator, id, 2);
    const { rows } = await admin.query<{ nomination_version: number; count: string }>(
      `SELECT nomination_version, count(*) FROM nominations.screening WHERE nomination_id = $1 AND state = 'PENDING'
       GROUP BY 1 ORDER BY 1`,
      [id],
    );
    expect(rows).toEqual([
      { nomination_version: 2, count: '5' },
      { nomination_version: 3, count: '5' },
    ]);
    const { rows: jobs } = await admin.query(
      `SELECT payload FROM platform.outbox WHERE job = 'screen-nomination' AND payload->>'nominationId' = $1 ORDER BY id`,
      [id],
    );
    expect(jobs.at(-1)).toEqual({ payload: { nominationId: id, version: 3 } });
  });
});

describe('a correction before the release', () => {
  it('changes nothing that tells the body of the decision, and the decision stands', async () => {
    const { approver, iccCoordinator } = world.people;
    const [hidden, open] = [await decided(approver), await recommended('wrong@example.org')];
    const seen = async (id: string, right: string) => {
      await correct(iccCoordinator, id, 2, right);
      const view = await acts.get.run(iccCoordinator, id);
      const { rows } = await admin.query(
        `SELECT action, actor_kind, details FROM audit.event WHERE subject_id = $1 AND body_id IS NOT NULL ORDER BY id`,
        [id],
      );
      return {
        state: view?.state,
        version: view?.version,
        actions: view?.availableActions,
        trail: rows.slice(-1),
      };
    };
    expect(await seen(hidden, RIGHT)).toEqual(await seen(open, 'right@example.org'));
    expect((await acts.get.run(world.people.officer, hidden))?.state).toBe('DECIDED');
    const { rows } = await admin.query(
      `SELECT (SELECT count(*)::int FROM notifications.message) AS messages, (SELECT count(*)::int FROM invitations.invitation) AS invitations`,
    );
    expect(rows).toEqual([{ messages: 0, invitations: 0 }]);
  });
});

describe('separation of duties', () => {
  const decide = (actor: UserActor, id: string) =>
    acts.decide.run(actor, id, newId(), { version: 4, outcome: 'APPROVE' });

  it('counts a correction as an edit: whoever made it does not sign off', async () => {
    const id = await recommended();
    await correct(both, id, 2);
    expect((await acts.get.run(both, id))?.availableActions).not.toContain('DECIDE');
    expect(await codeOf(decide(both, id))).toBe('SEPARATION_OF_DUTIES');
    await decide(world.people.otherApprover, id);
  });

  it('is not lifted for the last editor by somebody else’s correction, in the domain and in the database', async () => {
    const id = await recommended();
    await correct(both, id, 2);
    await correct(world.people.iccCoordinator, id, 4, 'ana@example.org');
    expect(await codeOf(acts.decide.run(both, id, newId(), { version: 5, outcome: 'APPROVE' }))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    const { rows } = await admin.query<{ id: string }>(
      'SELECT id FROM approvals.review WHERE subject_id = $1',
      [id],
    );
    await expect(
      admin.query(
        `INSERT INTO approvals.step (id, conference_id, review_id, kind, outcome, by_user) VALUES ($1, $2, $3, 'SIGN_OFF', 'APPROVE', $4)`,
        [newId(), world.conferenceId, rows[0]?.id, both.userId],
      ),
    ).rejects.toMatchObject({ constraint: 'separation_of_duties' });
  });

  it('keeps whoever has signed off from changing it, and offers it to nobody in vain', async () => {
    const id = await decided(both);
    const refusal = await refusalOf(correct(both, id, 2));
    expect([refusal.code, refusal.message]).toEqual([
      'SEPARATION_OF_DUTIES',
      'You signed this nomination off, so somebody else has to change it.',
    ]);
    expect((await acts.get.run(both, id))?.availableActions).not.toContain('CORRECT');
    expect((await acts.get.run(world.people.officer, id))?.availableActions).toContain('CORRECT');
  });

  it('keeps whoever has signed off with a colleague still to come from changing it', async () => {
    const [review, signOff] = DEFAULT_APPROVAL_PLAN.stages;
    const plan = { ...DEFAULT_APPROVAL_PLAN, stages: [review, { ...signOff, quorum: 2 }] };
    await admin.query('UPDATE conference.conference SET approval_plan = $1', [JSON.stringify(plan)]);
    const id = await recommended();
    await acts.decide.run(both, id, newId(), { version: 2, outcome: 'APPROVE' });
    expect(await codeOf(correct(both, id, 2))).toBe('SEPARATION_OF_DUTIES');
    await admin.query('UPDATE conference.conference SET approval_plan = $1', [
      JSON.stringify(DEFAULT_APPROVAL_PLAN),
    ]);
  });
});
