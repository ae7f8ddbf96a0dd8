import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SystemClock, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { type ApprovalPlan, DEFAULT_APPROVAL_PLAN } from './domain/approval-plan.js';
import { type Outcome } from './domain/outcome.js';
import { LapseSubject } from './jobs/lapse-subject.job.js';
import { AbsentColleagues } from './queries/absent-colleagues.js';
import { ReleasePreviews } from './queries/release-previews.js';
import { ReviewDossier } from './queries/review-dossier.js';
import { ReviewSubjects } from './review-subjects.js';
import { Letters } from './testing/letters.js';
import { ReleaseSubjects } from './use-cases/release-subjects.js';
import { ReviewDesk, type SignOff } from './use-cases/review-desk.js';
import { SubjectActs } from './use-cases/subject-acts.js';

const TWO_SIGN: ApprovalPlan = {
  ...DEFAULT_APPROVAL_PLAN,
  stages: [DEFAULT_APPROVAL_PLAN.stages[0], { ...DEFAULT_APPROVAL_PLAN.stages[1], quorum: 2 }],
};

let server: TestDatabase;
let admin: pg.Client;
let api: OpenedDatabase;
let worker: OpenedDatabase;
let world: World;
let letters: Letters;
let acts: SubjectActs;
let release: ReleaseSubjects;
let lapse: LapseSubject;
let previews: ReleasePreviews;
const desk = new ReviewDesk(new SystemClock());

beforeAll(async () => {
  server = await testDatabase();
  [api, worker] = [await openDatabase(server.apiUrl), await openDatabase(server.workerUrl)];
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl);
  letters = new Letters(admin, desk);
  await letters.makeTable();
  const subjects = new ReviewSubjects();
  subjects.register(letters);
  release = new ReleaseSubjects(subjects);
  acts = new SubjectActs(
    subjects,
    desk,
    new AbsentColleagues(api.database),
    release,
    new ReviewDossier(api.database),
  );
  lapse = new LapseSubject(worker.unitOfWork, subjects, desk);
  previews = new ReleasePreviews(api.database);
});
afterAll(async () => {
  // Nothing of it asked for a nomination.
  const { rows } = await admin.query('SELECT FROM nominations.nomination');
  expect(rows).toHaveLength(0);
  await admin.end();
  await Promise.all([api.close(), worker.close()]);
  await server.drop();
});
beforeEach(async () => {
  letters.releasesAtOnce = false;
  letters.releases.isWhole = true;
  await admin.query('UPDATE approvals.decision SET voided_at = now() WHERE released_at IS NULL');
});

type Sent = ReturnType<Letters['send']>;
const as = <T>(actor: UserActor, work: (tx: Transaction) => T | Promise<T>): Promise<T> =>
  api.unitOfWork.run(actor, async (tx) => work(tx));
const send = (addressee?: string, plan?: ApprovalPlan): Promise<Sent> => {
  const { conferenceId, icc: bodyId, people } = world;
  const of = { conferenceId, bodyId, ...(plan === undefined ? {} : { plan }) };
  return as(people.iccCoordinator, (tx) => letters.send(tx, people.iccCoordinator, of, addressee));
};
const loaded = async (tx: Transaction, { subjectId }: Sent) => {
  const letter = await letters.load(tx, subjectId);
  if (letter === undefined) throw new Error('There is no such letter');
  return letter;
};
const recommend = (sent: Sent, recommendation: Outcome = 'APPROVE') =>
  as(world.people.officer, async (tx) =>
    acts.recommend(tx, world.people.officer, await loaded(tx, sent), { recommendation, note: null }),
  );
const sign = (sent: Sent, actor: UserActor, signOff: Partial<SignOff> = {}): Promise<void> =>
  as(actor, async (tx) =>
    acts.signOff(tx, actor, await loaded(tx, sent), {
      outcome: 'APPROVE',
      reasonCode: null,
      reasonText: null,
      isReasonShared: true,
      isQuotaOverridden: false,
      onBehalfOfId: null,
      ...signOff,
    }),
  );
const decided = async (addressee: string, signOff: Partial<SignOff> = {}): Promise<Sent> => {
  const sent = await send(addressee);
  await recommend(sent);
  await sign(sent, world.people.approver, signOff);
  return sent;
};
const letOut = (subjectIds: readonly string[] | null, previewVersion?: string) =>
  as(world.people.approver, (tx) =>
    release.run(tx, world.people.approver, {
      type: 'letter',
      conferenceId: world.conferenceId,
      subjectIds,
      previewVersion,
    }),
  );
const preview = (actor: UserActor, subjectIds?: readonly string[]) =>
  previews.of(actor, letters, { conferenceId: world.conferenceId, subjectIds, first: 10 });
const trail = async ({ subjectId }: Sent): Promise<unknown[]> => {
  const { rows } = await admin.query<{ told: string }>(
    `SELECT concat_ws(' ', action, CASE WHEN body_id IS NULL THEN 'host' ELSE 'body' END) AS told FROM audit.event
     WHERE subject_type = 'letter' AND subject_id = $1 ORDER BY id`,
    [subjectId],
  );
  return rows.map(({ told }) => told);
};

describe('a sign-off of an invented subject', () => {
  it('follows a recommendation, each with what its own context makes of it', async () => {
    const sent = await send();
    expect(await recommend(sent)).toMatchObject({ isEnough: true });
    expect(await letters.stateOf(sent.subjectId)).toBe('READ');
    await sign(sent, world.people.approver);
    expect(await letters.stateOf(sent.subjectId)).toBe('SIGNED');
    expect(await trail(sent)).toEqual(['letter.decided host']);
  });

  it('leaves the decision to others until enough agree', async () => {
    const sent = await send('Ada', TWO_SIGN);
    await recommend(sent);
    await sign(sent, world.people.approver);
    await sign(sent, world.people.otherApprover);
    expect(await trail(sent)).toEqual(['letter.signed-off host', 'letter.decided host']);
  });

  it('is refused once it is decided, with who decided', async () => {
    const sent = await decided('Ada');
    const { otherApprover, approver } = world.people;
    const late = await sign(sent, otherApprover).catch((error: unknown) => error);
    const told = await as(otherApprover, async (tx) =>
      acts.explained(late, otherApprover, await loaded(tx, sent)),
    );
    expect(told).toMatchObject({
      code: 'ALREADY_DECIDED',
      message: 'Somebody has decided this letter already.',
      extras: { decidedById: approver.userId, state: 'DECIDED' },
    });
    expect(await trail(sent)).toEqual(['letter.decided host']);
  });

  it('is taken back and given again', async () => {
    const sent = await decided('Ada');
    const { approver, otherApprover } = world.people;
    await as(approver, async (tx) => {
      const { review } = await loaded(tx, sent);
      if (review === undefined) throw new Error('No review is open');
      desk.reopen(tx, approver, review, 'Mistake');
    });
    await sign(sent, otherApprover, { outcome: 'REJECT', reasonCode: 'CAPACITY' });
    await letOut([sent.subjectId]);
    expect(await letters.stateOf(sent.subjectId)).toBe('TORN');
  });

  it('goes out at once where the conference says so', async () => {
    letters.releasesAtOnce = true;
    const sent = await decided('Ada');
    expect(await letters.stateOf(sent.subjectId)).toBe('POSTED');
    expect(await trail(sent)).toEqual([
      'letter.decided host',
      'letter.approved body',
      'letter.handed-over host',
    ]);
  });
});

describe('a release of invented subjects', () => {
  it('is what its preview says, in one batch', async () => {
    const [one, other] = [await decided('Ada'), await decided('Bob', { outcome: 'RESERVE' })];
    const undecided = await send('Cy');
    const ids = [one, other, undecided].map(({ subjectId }) => subjectId);
    const read = await preview(world.people.approver, ids);
    expect(read).toMatchObject({
      approved: 1,
      reserved: 1,
      rejected: 0,
      skippedIds: [undecided.subjectId],
      plan: { lines: ['Ada POSTED', 'Bob KEPT'] },
    });
    expect(read.approvals.map(({ addressee }) => addressee)).toEqual(['Ada']);
    const { batchId, skipped } = await letOut(ids, read.version);
    expect(skipped).toEqual([undecided.subjectId]);
    expect(await letters.stateOf(one.subjectId)).toBe('POSTED');
    expect(await letters.stateOf(other.subjectId)).toBe('KEPT');
    expect(await letters.stateOf(undecided.subjectId)).toBe('SENT IN');
    const { rows } = await admin.query('SELECT size FROM approvals.batch WHERE id = $1', [batchId]);
    expect(rows).toEqual([{ size: 2 }]);
    expect(await trail(other)).toEqual([
      'letter.decided host',
      'letter.reserved body',
      'letter.handed-over host',
    ]);
    await expect(letOut(ids)).rejects.toMatchObject({ code: 'NOTHING_TO_RELEASE' });
  });

  it('lets all that wait out where none is named', async () => {
    const [one, other] = [await decided('Ada'), await decided('Bob')];
    expect((await letOut(null)).skipped).toEqual([]);
    expect([await letters.stateOf(one.subjectId), await letters.stateOf(other.subjectId)]).toEqual([
      'POSTED',
      'POSTED',
    ]);
  });

  it.each<[string, (sent: Sent) => Promise<unknown> | void]>([
    [
      'a subject has changed',
      ({ subjectId }) =>
        admin.query('UPDATE letters.letter SET version = version + 1 WHERE id = $1', [subjectId]),
    ],
    [
      'something else follows',
      ({ subjectId }) =>
        admin.query(`UPDATE letters.letter SET addressee = 'Bob' WHERE id = $1`, [subjectId]),
    ],
    ['somebody came too late to be locked', () => void (letters.releases.isWhole = false)],
  ])('is refused to whoever read a preview where %s', async (_, change) => {
    const sent = await decided('Ada');
    const read = await preview(world.people.approver, [sent.subjectId]);
    await change(sent);
    await expect(letOut([sent.subjectId], read.version)).rejects.toMatchObject({ code: 'PREVIEW_CHANGED' });
    expect(await letters.stateOf(sent.subjectId)).toBe('SIGNED');
    expect(await trail(sent)).toEqual(['letter.decided host']);
  });

  it('shows nothing to a partner', async () => {
    const { subjectId } = await decided('Ada');
    const read = await preview(world.people.iccCoordinator, [subjectId]);
    expect(read).toMatchObject({ approved: 0, waiting: [], plan: { lines: [] }, skippedIds: [subjectId] });
  });
});

describe('the time of an invented subject', () => {
  it('is over in its own context, once its review is closed', async () => {
    const sent = await send();
    await lapse.handle(sent);
    expect(await letters.stateOf(sent.subjectId)).toBe('FORGOTTEN');
    const { rows } = await admin.query('SELECT closed_as FROM approvals.review WHERE id = $1', [
      sent.reviewId,
    ]);
    expect(rows).toEqual([{ closed_as: 'LAPSED' }]);
  });

  it.each<[string, (sent: Sent) => Promise<unknown>]>([
    ['is decided', (sent) => sign(sent, world.people.approver)],
    [
      'has ended its review',
      ({ subjectId }) =>
        as(world.people.iccCoordinator, (tx) => {
          desk.close(tx, subjectId, 'WITHDRAWN');
        }),
    ],
  ])('is nothing for one that %s', async (_, move) => {
    const sent = await send();
    await recommend(sent);
    await move(sent);
    const before = await letters.stateOf(sent.subjectId);
    await lapse.handle(sent);
    expect(await letters.stateOf(sent.subjectId)).toBe(before);
  });
});
