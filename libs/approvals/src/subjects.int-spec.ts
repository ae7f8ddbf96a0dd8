import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, SystemClock, type UserActor } from '#libs/kernel';
import { Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { StaffDirectory } from '#libs/access';
import { Notifications } from '#libs/notifications';
import { buildWorld, type World } from '#libs/nominations/testing';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { DEFAULT_APPROVAL_PLAN } from './domain/approval-plan.js';
import { type InboxSource, InboxSources } from './inbox-sources.js';
import { LapseSubject } from './jobs/lapse-subject.job.js';
import { RemindReview } from './jobs/review-notices.job.js';
import { type InboxItem, ListInbox } from './queries/list-inbox.js';
import { type ReviewSubject, ReviewSubjects } from './review-subjects.js';
import { ReviewDesk } from './use-cases/review-desk.js';

const HOUR_MS = 3_600_000;

/** One passage of a subject through its review. */
interface Passage {
  readonly reviewId: string;
  readonly subjectId: string;
}

let server: TestDatabase;
let admin: pg.Client;
let api: Database;
let worker: Database;
let world: World;

const open = async (url: string): Promise<Database> =>
  new Database(await openDataSource({ url, poolSize: 4, applicationName: 'test' }).initialize());

beforeAll(async () => {
  server = await testDatabase();
  [api, worker] = [await open(server.apiUrl), await open(server.workerUrl)];
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl);
});
afterAll(async () => {
  await admin.end();
  await Promise.all([api.source.destroy(), worker.source.destroy()]);
  await server.drop();
});

/** A review of a subject of this type, due in so many hours. */
async function review(subjectType: string, dueInHours: number): Promise<Passage> {
  const passage = { reviewId: newId(), subjectId: newId() };
  await admin.query(
    `INSERT INTO approvals.review (id, conference_id, body_id, subject_type, subject_id, plan, stage, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'REVIEW', $7)`,
    [
      passage.reviewId,
      world.conferenceId,
      world.icc,
      subjectType,
      passage.subjectId,
      JSON.stringify(DEFAULT_APPROVAL_PLAN),
      new Date(Date.now() + dueInHours * HOUR_MS),
    ],
  );
  return passage;
}

/** Subjects that are nothing but their type and id. */
const bare = (type: string, isFound: (subjectId: string) => boolean = () => false): InboxSource<Row> => ({
  type,
  select: (columns) => `SELECT r.subject_id${columns} FROM approvals.open_review r`,
  find: async (actor, { conferenceIds }) => {
    const rows = await api.read<Row>(
      actor,
      'SELECT subject_id FROM approvals.waiting_review WHERE conference_id = ANY ($1)',
      [conferenceIds],
    );
    return { ids: rows.map((row) => row.subject_id).filter(isFound) };
  },
  lines: (_actor, rows) => Promise.resolve(rows.map((row) => ({ shown: `${type} ${row.subject_id}` }))),
  items: 'SELECT r.subject_id AS id, 1 AS version FROM approvals.waiting_review r',
});
interface Row extends Record<string, unknown> {
  subject_id: string;
}

describe('an inbox of subjects of several types', () => {
  let passages: Passage[];
  let list: ListInbox;
  const shownOf = (nodes: readonly InboxItem[]): unknown[] =>
    nodes.map((node) => (node as InboxItem & { readonly shown: string }).shown);
  const shown = (...indexes: readonly number[]): string[] =>
    indexes.map((index) => `${index % 2 === 0 ? 'letter' : 'badge'} ${passages[index]?.subjectId ?? ''}`);

  beforeAll(async () => {
    await admin.query('DELETE FROM approvals.review');
    passages = [];
    for (const hours of [1, 2, 3, 4, 5])
      passages.push(await review(hours % 2 === 1 ? 'letter' : 'badge', hours));
    const sources = new InboxSources();
    sources.register(bare('letter', (id) => id === passages[2]?.subjectId));
    sources.register(bare('badge', (id) => id === passages[1]?.subjectId));
    list = new ListInbox(api, sources);
  });

  it('has all of them, the most urgent first, each as its own context shows it', async () => {
    const { officer } = world.people;
    const { nodes, totalCount, pageInfo } = await list.run(officer, { first: 10 });
    expect(shownOf(nodes)).toEqual(shown(0, 1, 2, 3, 4));
    expect(nodes.map(({ id }) => id)).toEqual(passages.map(({ reviewId }) => reviewId));
    expect(await totalCount()).toBe(5);
    expect(pageInfo.hasNextPage).toBe(false);
  });

  it('goes on where a page ended, whichever type stood there', async () => {
    const { officer } = world.people;
    const { nodes, pageInfo } = await list.run(officer, { first: 2 });
    expect(shownOf(nodes)).toEqual(shown(0, 1));
    expect(pageInfo.hasNextPage).toBe(true);
    const next = await list.run(officer, { first: 2, after: pageInfo.endCursor });
    expect(shownOf(next.nodes)).toEqual(shown(2, 3));
  });

  it('searches each type by its own context', async () => {
    const found = await list.run(world.people.officer, { first: 10, filter: { search: 'anything' } });
    expect(shownOf(found.nodes)).toEqual(shown(1, 2));
    expect(await found.totalCount()).toBe(2);
  });

  it('names those of one type as acts on many name them, in its order', async () => {
    const { officer } = world.people;
    const named = async (type: string, filter: object | null = null): Promise<string[]> =>
      (await list.matching(officer, type, filter)).map(({ id }) => id);
    const subjects = (...indexes: readonly number[]): (string | undefined)[] =>
      indexes.map((index) => passages[index]?.subjectId);
    expect(await named('letter')).toEqual(subjects(0, 2, 4));
    expect(await named('badge')).toEqual(subjects(1, 3));
    expect(await named('letter', { search: 'anything' })).toEqual(subjects(2));
  });

  it('is empty for a partner', async () => {
    const { nodes, totalCount } = await list.run(world.people.iccCoordinator, { first: 10 });
    expect([nodes, await totalCount()]).toEqual([[], 0]);
    expect(await list.matching(world.people.iccCoordinator, 'letter', null)).toEqual([]);
  });
});

describe('the time of a review', () => {
  const lapsed: [string, string][] = [];
  const desk = new ReviewDesk(new SystemClock());
  const subject = (type: string) =>
    ({
      type,
      line: (_tx, id) =>
        Promise.resolve({
          personName: `Ada of ${type}`,
          reference: `${type.toUpperCase()}-${id.slice(0, 4)}`,
        }),
      load: async (tx, id) => ({
        id,
        conferenceId: world.conferenceId,
        releasesAtOnce: false,
        review: await desk.find(tx, id),
      }),
      lapsed: (_tx, { id }) => Promise.resolve(void lapsed.push([type, id])),
    }) as ReviewSubject;
  const subjects = new ReviewSubjects();
  subjects.register(subject('letter'));
  subjects.register(subject('badge'));
  const unitOfWork = (): UnitOfWork => new UnitOfWork(worker, new OutboxBell(worker));

  it('is over for its subject in the subject’s own context, and for nothing where the review has ended', async () => {
    const job = new LapseSubject(unitOfWork(), subjects, desk);
    const [letter, ended] = [await review('letter', 1), await review('badge', 1)];
    await admin.query(
      `UPDATE approvals.review SET closed_at = now(), closed_as = 'WITHDRAWN' WHERE id = $1`,
      [ended.reviewId],
    );
    await job.handle(letter);
    await job.handle(ended);
    expect(lapsed).toEqual([['letter', letter.subjectId]]);
  });

  it('is told to officers in the words of its subject', async () => {
    const job = new RemindReview(unitOfWork(), new Notifications(), new StaffDirectory(), subjects);
    const { reviewId, subjectId } = await review('badge', 1);
    await job.handle({ reviewId, stage: 'REVIEW', round: 1, reminder: 0 });
    const { rows } = await admin.query<{ name: string; params: object }>(
      'SELECT recipient_name AS name, params FROM notifications.message WHERE subject_id = $1 ORDER BY recipient_name',
      [reviewId],
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'Officer of test-conference',
      'Other Officer of test-conference',
    ]);
    expect(rows[0]?.params).toMatchObject({
      personName: 'Ada of badge',
      reference: `BADGE-${subjectId.slice(0, 4)}`,
      bodyName: 'International Chamber of Commerce',
      stage: 'REVIEW',
    });
  });

  it('is a fault for a subject that no context of the process has', async () => {
    const job = new LapseSubject(unitOfWork(), new ReviewSubjects(), desk);
    await expect(job.handle(await review('letter', 1))).rejects.toThrow('Nobody has subjects of type letter');
  });
});

describe('a refusal', () => {
  it('has the word for its subject', async () => {
    const { officer, otherOfficer } = world.people;
    const desk = new ReviewDesk(new SystemClock());
    const { reviewId, subjectId } = await review('letter', 1);
    await admin.query('UPDATE approvals.review SET created_by = $2 WHERE id = $1', [
      reviewId,
      officer.userId,
    ]);
    const recommendedBy = (person: UserActor): Promise<unknown> =>
      new UnitOfWork(api, new OutboxBell(api)).run(person, async (tx) => {
        const open = await desk.find(tx, subjectId);
        if (open === undefined) throw new Error('No review is open');
        return desk.recommend(tx, person, open, 'APPROVE', null);
      });
    await expect(recommendedBy(officer)).rejects.toMatchObject({
      code: 'SEPARATION_OF_DUTIES',
      message: 'You made this letter, so others have to recommend it and sign it off.',
    });
    await recommendedBy(otherOfficer);
    await expect(recommendedBy(otherOfficer)).rejects.toMatchObject({
      code: 'ACTION_UNAVAILABLE',
      message: 'This letter has been recommended already; it waits for sign-off.',
    });
  });
});
