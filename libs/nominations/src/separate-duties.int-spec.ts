import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, Refusal, type Role, SystemClock, type UserActor } from '#libs/kernel';
import { conflictOfDuty, ReviewDesk } from '#libs/approvals';
import { ConferenceReference } from '#libs/conference';
import { Commands, Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { Places, QuotaRefusals } from '#libs/places';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import { PartsInNominations1764103001000 } from './persistence/migrations/1764103001000-parts-in-nominations.js';
import { GetNomination } from './queries/get-nomination.js';
import { CorrectEmail } from './acts/correct-email.act.js';
import { nominationInbox } from './testing/nomination-inbox.js';
import { reviewsOn } from './testing/reviews-on.js';
import { CreateNomination } from './use-cases/create-nomination.js';
import { ReferenceRefusals } from './use-cases/reference-refusals.js';
import { DecideNomination } from './acts/decide-nomination.act.js';
import { PromoteNomination } from './acts/promote-nomination.act.js';
import { NominationActs } from './acts/nomination-acts.js';
import { RecommendNomination } from './acts/recommend-nomination.act.js';
import { ReturnNomination } from './acts/return-nomination.act.js';
import { SamePeople } from './use-cases/same-people.js';
import { SecondNominations } from './use-cases/second-nominations.js';
import { Submission } from './use-cases/submission.js';
import { SubmitNomination } from './acts/submit-nomination.act.js';
import { UpdateNomination } from './acts/update-nomination.act.js';
import { organisationsAsTyped } from './testing/organisations-as-typed.js';

/** Somebody who worked for the ICC and works for the host now: what they did then is theirs still. */
interface Mover {
  readonly then: UserActor;
  readonly now: UserActor;
}

let server: TestDatabase;
let database: Database;
let admin: pg.Client;
let world: World;
let mover: Mover;
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
    update: new UpdateNomination(onNominations, quota, references, seconds, organisationsAsTyped()),
    submit: new SubmitNomination(onNominations, quota, submission, seconds),
    recommend: new RecommendNomination(onNominations, reviews),
    // No coordinator of this file is written to, nothing is released and nobody invited: every promotion is refused.
    returnNomination: new ReturnNomination(onNominations, desk, {
      returned: () => Promise.resolve(),
    } as never),
    decide: new DecideNomination(onNominations, reviews, quota),
    correct: new CorrectEmail(onNominations, desk, undefined as never, undefined as never, seconds),
    promote: new PromoteNomination(onNominations, quota, undefined as never, new SamePeople()),
    get: new GetNomination(over, places),
    inbox: nominationInbox(over, places),
  };
}

async function newMover(name: string, ...roles: Role[]): Promise<Mover> {
  const { conferenceId, host, icc } = world;
  const userId = newId();
  await admin.query('INSERT INTO access.app_user (id, name, email, email_fold) VALUES ($1, $2, $3, $3)', [
    userId,
    name,
    `${userId}@example.org`,
  ]);
  for (const role of roles)
    await admin.query(
      'INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, $5)',
      [newId(), userId, conferenceId, host, role],
    );
  const actor = (grants: UserActor['grants']): UserActor => ({
    kind: 'user',
    userId,
    grants,
    canWrite: true,
    via: 'session',
    credentialId: newId(),
  });
  return {
    then: actor([{ role: 'PARTNER_COORDINATOR', conferenceId, bodyId: icc }]),
    now: actor(roles.map((role) => ({ role, conferenceId, bodyId: host }))),
  };
}

beforeAll(async () => {
  server = await testDatabase();
  database = new Database(
    await openDataSource({ url: server.apiUrl, poolSize: 10, applicationName: 'test' }).initialize(),
  );
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl, { places: 100 });
  mover = await newMover('Morgan Mover', 'HOST_OFFICER', 'HOST_APPROVER');
  Object.assign(acts, assemble(database));
});

afterAll(async () => {
  await admin.end();
  await database.source.destroy();
  await server.drop();
});

const draftBy = async (actor: UserActor): Promise<string> =>
  (
    await acts.create.run(actor, newId(), {
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      constituencyId: world.business,
      person: { name: 'Ana Muster', email: `ana.${newId()}@example.org` },
    })
  ).id;
const edit = (actor: UserActor, id: string, version: number) =>
  acts.update.run(actor, id, newId(), { version, justification: `Word ${version}` });
const submit = (actor: UserActor, id: string, version: number, more: object = {}) =>
  acts.submit.run(actor, id, newId(), { version, ...more });
const recommend = (id: string, version: number) =>
  acts.recommend.run(world.people.officer, id, newId(), { version, recommendation: 'APPROVE' });
const ask = (id: string, version: number) =>
  acts.returnNomination.run(world.people.officer, id, newId(), { version, question: 'Which panel?' });

/** Each brings a nomination to its sign-off, with one act of the mover's in it; answers its id. */
const PARTS: readonly [part: string, make: () => Promise<string>][] = [
  [
    'edited a draft before a colleague changed one word of it',
    async () => {
      const id = await draftBy(world.people.iccNominator);
      await edit(mover.then, id, 1);
      await edit(world.people.iccNominator, id, 2);
      await submit(world.people.iccCoordinator, id, 3);
      return id;
    },
  ],
  [
    'submitted what colleagues wrote',
    async () => {
      const id = await draftBy(world.people.iccNominator);
      await submit(mover.then, id, 1);
      return id;
    },
  ],
  [
    'answered the host’s question for the body',
    async () => {
      const id = await draftBy(world.people.iccNominator);
      await submit(world.people.iccCoordinator, id, 1);
      await ask(id, 2);
      await submit(mover.then, id, 3, { answer: 'The second one.' });
      return id;
    },
  ],
  [
    'answered an earlier question, and a colleague the newest',
    async () => {
      const id = await draftBy(world.people.iccNominator);
      await submit(world.people.iccCoordinator, id, 1);
      await ask(id, 2);
      await submit(mover.then, id, 3, { answer: 'The second one.' });
      await ask(id, 4);
      await submit(world.people.iccCoordinator, id, 5, { answer: 'The third one.' });
      return id;
    },
  ],
  [
    'edited what was returned, and a colleague after that',
    async () => {
      const id = await draftBy(world.people.iccNominator);
      await submit(world.people.iccCoordinator, id, 1);
      await ask(id, 2);
      await edit(mover.then, id, 3);
      await edit(world.people.iccNominator, id, 4);
      await submit(world.people.iccCoordinator, id, 5);
      return id;
    },
  ],
  [
    'corrected the address, and a colleague after that',
    async () => {
      const id = await draftBy(world.people.iccNominator);
      await submit(world.people.iccCoordinator, id, 1);
      await acts.correct.run(mover.then, id, newId(), { version: 2, email: `${newId()}@example.org` });
      await acts.correct.run(world.people.iccCoordinator, id, newId(), {
        version: 3,
        email: `${newId()}@example.org`,
      });
      return id;
    },
  ],
  [
    'made it',
    async () => {
      const id = await draftBy(mover.then);
      await edit(world.people.iccNominator, id, 1);
      await submit(world.people.iccCoordinator, id, 2);
      return id;
    },
  ],
];

const versionOf = async (id: string): Promise<number> =>
  (await acts.get.run(world.people.officer, id))?.version ?? 0;

/** The refusal of an act, and what of the nomination and its steps it has changed: nothing. */
async function refusalOf(id: string, act: () => Promise<unknown>): Promise<Refusal> {
  const look = async () =>
    (
      await admin.query(
        `SELECT n.state, n.version, (SELECT json_agg(s ORDER BY s.id) FROM approvals.review r
          JOIN approvals.step s ON s.review_id = r.id WHERE r.subject_id = n.id) AS steps
         FROM nominations.nomination n WHERE n.id = $1`,
        [id],
      )
    ).rows as unknown[];
  const before = await look();
  const error: unknown = await act().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(await look()).toEqual(before);
  if (!(error instanceof Refusal)) throw new Error('It was not refused.');
  return error;
}

/** Past the domain, as superuser. */
const step = (id: string, kind: string, by: string, onBehalfOf: string | null = null) =>
  admin.query(
    `INSERT INTO approvals.step (id, conference_id, review_id, kind, outcome, by_user, on_behalf_of)
      SELECT $2, conference_id, id, $3, 'APPROVE', $4, $5 FROM approvals.review WHERE subject_id = $1
      ORDER BY closed_at DESC NULLS FIRST LIMIT 1`,
    [id, newId(), kind, by, onBehalfOf],
  );

describe('whoever', () => {
  it.each(PARTS)(
    '%s is kept from signing and promoting by the records of it, and by the database',
    async (_part, make) => {
      const id = await make();
      await recommend(id, await versionOf(id));
      const version = await versionOf(id);
      const { approver } = world.people;
      const review = await acts.unitOfWork.run(mover.now, (tx) => acts.desk.find(tx, id));
      expect(review && conflictOfDuty(mover.now.userId, review)).toMatch(/BY_YOU$/);
      expect(review && conflictOfDuty(approver.userId, review)).toBeUndefined();
      expect((await acts.get.run(mover.now, id))?.availableActions).not.toContain('DECIDE');
      const { nodes } = await acts.inbox.run(mover.now, {
        first: 100,
        filter: { actionable: true, stages: ['SIGN_OFF'] },
      });
      expect(nodes.map(({ nomination }) => nomination.id)).not.toContain(id);
      await admin.query(
        `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at)
          VALUES ($1, $2, $3, now() - interval '1 hour', now() + interval '1 hour')`,
        [newId(), world.conferenceId, mover.now.userId],
      );
      const stopped = { constraint: 'separation_of_duties' };
      await expect(step(id, 'SIGN_OFF', mover.now.userId)).rejects.toMatchObject(stopped);
      await expect(step(id, 'SIGN_OFF', approver.userId, mover.now.userId)).rejects.toMatchObject(stopped);

      await acts.decide.run(approver, id, newId(), { version, outcome: 'RESERVE' });
      await admin.query(
        `UPDATE approvals.review SET closed_at = now(), closed_as = 'DECIDED' WHERE subject_id = $1 AND closed_at IS NULL`,
        [id],
      );
      await admin.query(`UPDATE nominations.nomination SET state = 'RESERVED' WHERE id = $1`, [id]);
      const view = await acts.get.run(mover.now, id);
      expect(view?.state).toBe('RESERVED');
      expect(view?.availableActions).not.toContain('PROMOTE');
      expect((await acts.get.run(approver, id))?.availableActions).toContain('PROMOTE');
      const promote = () => acts.promote.run(mover.now, id, newId(), { version: view?.version ?? 0 });
      expect((await refusalOf(id, promote)).code).toBe('SEPARATION_OF_DUTIES');
      await expect(step(id, 'PROMOTE', mover.now.userId)).rejects.toMatchObject(stopped);
    },
  );

  it('made it does not recommend it either, in words and by the database', async () => {
    const id = await draftBy(mover.then);
    await submit(world.people.iccCoordinator, id, 1);
    const by = (actor: UserActor) =>
      acts.recommend.run(actor, id, newId(), { version: 2, recommendation: 'APPROVE' });
    expect(await refusalOf(id, () => by(mover.now))).toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      message: 'You made this nomination, so others have to recommend it and sign it off.',
    });
    expect((await acts.get.run(mover.now, id))?.availableActions).not.toContain('RECOMMEND');
    const { nodes } = await acts.inbox.run(mover.now, {
      first: 100,
      filter: { actionable: true, stages: ['REVIEW'] },
    });
    expect(nodes.map(({ nomination }) => nomination.id)).not.toContain(id);
    await expect(step(id, 'RECOMMEND', mover.now.userId)).rejects.toMatchObject({
      constraint: 'separation_of_duties',
    });
    await by(world.people.officer);
  });

  it('had no part in it is free to sign', async () => {
    const id = await draftBy(world.people.iccNominator);
    await submit(world.people.iccCoordinator, id, 1);
    await recommend(id, 2);
    expect((await acts.get.run(mover.now, id))?.availableActions).toContain('DECIDE');
    await acts.decide.run(mover.now, id, newId(), { version: 2, outcome: 'APPROVE' });
  });
});

describe('the data that was there before', () => {
  it('is carried over from the trail: who edited and submitted once is kept from signing', async () => {
    const id = await draftBy(world.people.iccNominator);
    await edit(mover.then, id, 1);
    await edit(world.people.iccNominator, id, 2);
    await submit(world.people.iccCoordinator, id, 3);
    await recommend(id, 4);
    // As the version before left it: the last editor and the maker alone.
    await admin.query(`DELETE FROM approvals.involvement WHERE subject_id = $1`, [id]);
    await admin.query(`UPDATE approvals.review SET involved_before = '{}' WHERE subject_id = $1`, [id]);
    expect((await acts.get.run(mover.now, id))?.availableActions).toContain('DECIDE');

    for (const statement of PartsInNominations1764103001000.CARRY_OVER) await admin.query(statement);

    const { rows } = await admin.query<{ user_id: string }>(
      'SELECT user_id FROM approvals.involvement WHERE subject_id = $1',
      [id],
    );
    expect(rows.map((row) => row.user_id).sort()).toEqual(
      [world.people.iccNominator, world.people.iccCoordinator, mover.now].map(({ userId }) => userId).sort(),
    );
    expect((await acts.get.run(mover.now, id))?.availableActions).not.toContain('DECIDE');
    const decide = () => acts.decide.run(mover.now, id, newId(), { version: 4, outcome: 'APPROVE' });
    expect((await refusalOf(id, decide)).code).toBe('SEPARATION_OF_DUTIES');
  });
});
