import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { Database, type JobContext, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import {
  buildWorld,
  nominationKeys,
  personKeys,
  screenedNominations,
  type World,
} from '#libs/nominations/testing';
import { nameKeys } from '#libs/names';
import { SCREENING_KINDS, type ScreeningKind } from './domain/screening.js';
import { FORMER_CHECK_HANDLERS, FormerEnd, ScreenNomination } from './jobs/screen-nomination.job.js';
import { type Screening } from './checks/screening.js';
import { screeningOn } from './testing/screening-on.js';

let server: TestDatabase;
let admin: pg.Client;
let database: Database;
let world: World;
let screening: Screening;
let job: ScreenNomination;

/** A nomination that the check of its completeness cannot be written down for. */
const POISON = 'Polly Poison';
const TRAP = [
  `CREATE FUNCTION nominations.trap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.kind = 'COMPLETENESS' AND NEW.state <> 'FAILED' AND EXISTS (SELECT FROM nominations.nomination n
        JOIN nominations.person p ON p.id = n.person_id WHERE n.id = NEW.nomination_id AND p.name = '${POISON}')
      THEN RAISE EXCEPTION 'no' USING ERRCODE = '22000'; END IF;
      RETURN NEW;
    END $$`,
  'CREATE TRIGGER trap BEFORE UPDATE ON nominations.screening FOR EACH ROW EXECUTE FUNCTION nominations.trap()',
];

beforeAll(async () => {
  server = await testDatabase();
  database = new Database(
    await openDataSource({ url: server.workerUrl, poolSize: 6, applicationName: 'test' }).initialize(),
  );
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl);
  for (const statement of TRAP) await admin.query(statement);
});
beforeEach(() => {
  screening = screeningOn(
    database,
    new UnitOfWork(database, new OutboxBell(database)),
    screenedNominations(database),
  );
  job = new ScreenNomination(screening);
});
afterAll(async () => {
  await admin.end();
  await database.source.destroy();
  await server.drop();
});

async function submitted(name: string, rank: number | null = null): Promise<string> {
  const [id, personId] = [newId(), newId()];
  const { nameKey, nameCodes } = personKeys({ name });
  const { searchText, sortName } = nominationKeys({ name }, 'X');
  await admin.query(
    `INSERT INTO nominations.person (id, conference_id, body_id, name, organisation, job_title, country, name_key, name_codes)
     VALUES ($1, $2, $3, $4, 'Sample Institute', 'Fellow', 'FR', $5, $6)`,
    [personId, world.conferenceId, world.icc, name, nameKey, nameCodes],
  );
  await admin.query(
    `INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity, justification,
       rank, created_by, last_edited_by, search_text, sort_name)
     VALUES ($1, $2, $3, $4, $5, $6, 'SUBMITTED', 'DELEGATE', 'Known', $7, $8, $8, $9, $10)`,
    [
      id,
      world.conferenceId,
      world.icc,
      world.business,
      personId,
      `X-${id.slice(-12)}`,
      rank,
      world.people.iccNominator.userId,
      searchText,
      sortName,
    ],
  );
  await admin.query(
    `INSERT INTO nominations.screening (nomination_id, nomination_version, kind, conference_id, body_id)
     SELECT $1, 1, unnest($2::text[]), $3, $4`,
    [id, SCREENING_KINDS, world.conferenceId, world.icc],
  );
  return id;
}

const context = (attempt: number) => ({ attempt }) as JobContext;
const subjectOf = (id: string) => ({ nominationId: id, version: 1 });

/** "KIND STATE CODE" of each check, in the order of their names, and the state of the nomination. */
async function outcome(id: string): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(
    `SELECT concat_ws(' ', kind, state, findings->>'code') AS line FROM nominations.screening
     WHERE nomination_id = $1 AND nomination_version = 1 ORDER BY kind`,
    [id],
  );
  return [...rows.map(({ line }) => line), await stateOf(id)];
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await admin.query<{ state: string }>(
    'SELECT state FROM nominations.nomination WHERE id = $1',
    [id],
  );
  return rows[0]?.state ?? 'gone';
}

async function trailOf(id: string): Promise<string[]> {
  const { rows } = await admin.query<{ action: string }>(
    'SELECT action FROM audit.event WHERE subject_id = $1',
    [id],
  );
  return rows.map(({ action }) => action);
}

const ALL_WELL = [
  'COMPLETENESS CLEAR NOTHING_MISSING',
  'DUPLICATES CLEAR NO_DUPLICATE',
  'PREVIOUS_REFUSALS CLEAR NOT_REJECTED_BEFORE',
  'QUOTA CLEAR PLACES_TAKEN',
  'WATCH_LIST CLEAR NOT_ON_WATCH_LIST',
  'UNDER_REVIEW',
];
const WITHOUT_COMPLETENESS = ['COMPLETENESS PENDING', ...ALL_WELL.slice(1, 5), 'SUBMITTED'];

describe('the screening of many submissions', () => {
  it('does all checks of each, and each is then under review, with one entry in the trail', async () => {
    const ids = [
      await submitted('Ottilie One'),
      await submitted('Tamsin Two'),
      await submitted('Theo Three'),
    ];
    await Promise.all(ids.map((id) => job.handle(subjectOf(id), context(1))));
    for (const id of ids) {
      expect(await outcome(id)).toEqual(ALL_WELL);
      expect(await trailOf(id)).toEqual(['nomination.under-review']);
    }
  });

  it('takes what comes together in fewer transactions than nominations', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1) ids.push(await submitted(`${'abcdefghijklmnopqrst'[n]}aron Alone`));
    await Promise.all(ids.map((id) => job.handle(subjectOf(id), context(1))));
    const { rows } = await admin.query<{ n: number }>(
      'SELECT count(DISTINCT xmin::text)::int AS n FROM nominations.nomination WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('finds two of one batch that name one person, each beside the other', async () => {
    const [one, other] = [await submitted('Dora Double'), await submitted('Dora Double')];
    await Promise.all([one, other].map((id) => job.handle(subjectOf(id), context(1))));
    const { rows } = await admin.query<{ nomination_id: string; other_id: string; reasons: string[] }>(
      'SELECT nomination_id, other_id, reasons FROM nominations.duplicate WHERE nomination_id = ANY ($1::uuid[]) ORDER BY 1',
      [[one, other]],
    );
    expect(rows).toEqual([
      { nomination_id: one, other_id: other, reasons: ['SAME_NAME'] },
      { nomination_id: other, other_id: one, reasons: ['SAME_NAME'] },
    ]);
  });

  it('keeps the findings of each to it: places, ranks and the watch list of its own conference', async () => {
    await admin.query(
      `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold, note, name_key, name_codes)
       VALUES ($1, $2, 'Wanda Watched', 'wanda watched', 'Ask first', $3, $4)`,
      [newId(), world.conferenceId, nameKeys('Wanda Watched').key, nameKeys('Wanda Watched').codes],
    );
    const [listed, ranked] = [await submitted('Wanda Watched'), await submitted('Rainer Ranked', 4)];
    await Promise.all([listed, ranked].map((id) => job.handle(subjectOf(id), context(1))));
    expect(await outcome(listed)).toContain('WATCH_LIST FLAGGED ON_WATCH_LIST');
    expect(await outcome(listed)).toContain('QUOTA CLEAR PLACES_TAKEN');
    expect(await outcome(ranked)).toContain('WATCH_LIST CLEAR NOT_ON_WATCH_LIST');
    expect(await outcome(ranked)).toContain('QUOTA FLAGGED RANKED_BEYOND_PLACES');
  });
});

describe('a nomination that a check cannot bear', () => {
  it('sinks neither its neighbours nor its own other checks, and names the check, not the person', async () => {
    const [poisoned, ...others] = [
      await submitted(POISON),
      await submitted('Nell Neighbour'),
      await submitted('Nils Nextdoor'),
    ];
    const [failed, ...well] = await Promise.allSettled(
      [poisoned, ...others].map((id) => job.handle(subjectOf(id ?? ''), context(1))),
    );
    expect(failed).toMatchObject({ reason: { name: 'CheckFailed', code: 'COMPLETENESS_22000' } });
    expect(well.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await outcome(poisoned ?? '')).toEqual(WITHOUT_COMPLETENESS);
    for (const id of others) expect(await outcome(id)).toEqual(ALL_WELL);
  });

  it('is under review after the last failure, with that check shown as failed and nothing else lost', async () => {
    const id = await submitted(POISON);
    await expect(job.handle(subjectOf(id), context(5))).rejects.toMatchObject({ name: 'CheckFailed' });
    await job.onFinalFailure(subjectOf(id));
    const after = await outcome(id);
    expect(after[0]).toBe('COMPLETENESS FAILED CHECK_FAILED');
    expect(after.at(-1)).toBe('UNDER_REVIEW');
    expect(after).toContain('QUOTA CLEAR PLACES_TAKEN');
  });

  it('has just that check done when the failed work is let run again', async () => {
    const id = await submitted(POISON);
    await job.handle(subjectOf(id), context(5)).catch(() => undefined);
    await job.onFinalFailure(subjectOf(id));
    const finished = `SELECT kind, finished_at FROM nominations.screening WHERE nomination_id = $1 AND kind <> 'COMPLETENESS' ORDER BY kind`;
    const before = (await admin.query(finished, [id])).rows;
    await admin.query(
      `UPDATE nominations.person SET name = 'Polly Healed' WHERE id = (SELECT person_id FROM nominations.nomination WHERE id = $1)`,
      [id],
    );
    await job.handle(subjectOf(id), context(1));
    expect((await outcome(id))[0]).toBe('COMPLETENESS CLEAR NOTHING_MISSING');
    expect((await admin.query(finished, [id])).rows).toEqual(before);
    expect(await trailOf(id)).toEqual(['nomination.under-review']);
  });
});

describe('a screening that runs twice', () => {
  it('changes nothing the second time', async () => {
    const id = await submitted('Twyla Twice');
    await job.handle(subjectOf(id), context(1));
    const { rows: before } = await admin.query(
      'SELECT * FROM nominations.screening WHERE nomination_id = $1',
      [id],
    );
    await job.handle(subjectOf(id), context(2));
    const { rows: after } = await admin.query(
      'SELECT * FROM nominations.screening WHERE nomination_id = $1',
      [id],
    );
    expect(after).toEqual(before);
    expect(await trailOf(id)).toEqual(['nomination.under-review']);
  });

  it('of a version that is over says so, and leaves the nomination as it is', async () => {
    const id = await submitted('Vera Version');
    await admin.query('UPDATE nominations.nomination SET version = 2 WHERE id = $1', [id]);
    await job.handle(subjectOf(id), context(1));
    expect(await outcome(id)).toEqual([
      ...[...SCREENING_KINDS].sort().map((kind) => `${kind} FAILED CHECK_UNFINISHED`),
      'SUBMITTED',
    ]);
  });
});

describe('what an older release has queued', () => {
  const former = (kind: ScreeningKind) => {
    const Handler = FORMER_CHECK_HANDLERS[SCREENING_KINDS.indexOf(kind)];
    if (Handler === undefined) throw new Error(kind);
    return new Handler(screening);
  };

  it('has names of its own, one handler each', () => {
    expect(SCREENING_KINDS.map((kind) => former(kind).job.name)).toEqual([
      'screen-duplicates',
      'screen-completeness',
      'screen-previous-refusals',
      'screen-quota',
      'screen-watch-list',
    ]);
    expect(new FormerEnd(screening).job.name).toBe('finish-screening');
  });

  it('is worked off check by check, for its own worker may do the end', async () => {
    const id = await submitted('Flora Flow');
    await former('QUOTA').handle(subjectOf(id), context(1));
    expect(await outcome(id)).toEqual([
      'COMPLETENESS PENDING',
      'DUPLICATES PENDING',
      'PREVIOUS_REFUSALS PENDING',
      'QUOTA CLEAR PLACES_TAKEN',
      'WATCH_LIST PENDING',
      'SUBMITTED',
    ]);
  });

  it('is ended with whatever is still open of it', async () => {
    const id = await submitted('Freya Flow');
    await former('QUOTA').handle(subjectOf(id), context(1));
    await new FormerEnd(screening).handle(subjectOf(id), context(1));
    expect(await outcome(id)).toEqual(ALL_WELL);
  });

  it('shows a check that failed for good, and no other', async () => {
    const id = await submitted('Frida Flow');
    await former('WATCH_LIST').onFinalFailure(subjectOf(id));
    expect((await outcome(id)).slice(3)).toEqual([
      'QUOTA PENDING',
      'WATCH_LIST FAILED CHECK_FAILED',
      'SUBMITTED',
    ]);
  });
});
