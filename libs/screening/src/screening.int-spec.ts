import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { Database, openDataSource, OutboxBell, UnitOfWork } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import {
  buildWorld,
  nominationKeys,
  personKeys,
  screenedNominations,
  type World,
} from '#libs/nominations/testing';
import { inOrder, printsOf } from './domain/judgement.js';
import { type ScreeningKind } from './domain/screening.js';
import { screeningOn } from './testing/screening-on.js';
import { type Screening } from './checks/screening.js';

let server: TestDatabase;
let admin: pg.Client;
let database: Database;
let world: World;
let screening: Screening;

beforeAll(async () => {
  server = await testDatabase();
  database = new Database(
    await openDataSource({ url: server.workerUrl, poolSize: 4, applicationName: 'test' }).initialize(),
  );
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  world = await buildWorld(server.superuserUrl);
  screening = screeningOn(
    database,
    new UnitOfWork(database, new OutboxBell(database)),
    screenedNominations(database),
  );
});

afterAll(async () => {
  await admin.end();
  await database.source.destroy();
  await server.drop();
});

/** A nomination of Chatham House, unless it is the one that is screened: ICC's. */
async function nominated(
  name: string,
  email: string | null,
  state: string,
  of = world.chathamHouse,
  badgeName: string | null = null,
) {
  const [id, personId] = [newId(), newId()];
  const reference = `X-${id.slice(-12)}`;
  const { emailFold, nameKey, nameCodes } = personKeys({ name, badgeName, email });
  const { searchText, sortName } = nominationKeys({ name, badgeName, email }, reference);
  await admin.query(
    `INSERT INTO nominations.person (id, conference_id, body_id, name, email, email_fold, name_key, name_codes, badge_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [personId, world.conferenceId, of, name, email, emailFold, nameKey, nameCodes, badgeName],
  );
  await admin.query(
    `INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity, created_by, last_edited_by, search_text, sort_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'DELEGATE', $8, $8, $9, $10)`,
    [
      id,
      world.conferenceId,
      of,
      world.business,
      personId,
      reference,
      state,
      world.people.chNominator.userId,
      searchText,
      sortName,
    ],
  );
  return { id, reference };
}

async function screened(
  kind: ScreeningKind,
  name: string,
  email: string | null,
  badgeName: string | null = null,
) {
  const { id } = await nominated(name, email, 'SUBMITTED', world.icc, badgeName);
  return screeningOf(id, kind);
}

async function screeningOf(id: string, kind: ScreeningKind) {
  await admin.query(
    'INSERT INTO nominations.screening (nomination_id, nomination_version, kind, conference_id, body_id) VALUES ($1, 1, $2, $3, $4)',
    [id, kind, world.conferenceId, world.icc],
  );
  await screening.screen({ subject: { nominationId: id, version: 1 }, kinds: [kind], attempt: 1 });
  const { rows } = await admin.query<{
    state: string;
    findings: { code: string; values: Record<string, unknown> };
  }>(`SELECT state, findings FROM nominations.screening WHERE nomination_id = $1`, [id]);
  const pairs = await admin.query<{ other_id: string; score: number; reasons: string[] }>(
    'SELECT other_id, score, reasons FROM nominations.duplicate WHERE nomination_id = $1 ORDER BY score DESC',
    [id],
  );
  return { ...rows[0], pairs: pairs.rows };
}

describe('the screening for duplicates', () => {
  it('finds who has the same address among hundreds with the same name', async () => {
    const others = Array.from({ length: 250 }, (_, n) => n);
    for (const n of others) await nominated('Maria Silva', `maria.${n}@example.org`, 'UNDER_REVIEW');
    const first = await nominated('Dona Maria', 'the.one@example.org', 'UNDER_REVIEW');
    for (const n of others) await nominated('Maria Silva', `silva.${n}@example.org`, 'UNDER_REVIEW');
    const { state, pairs } = await screened('DUPLICATES', 'Maria Silva', 'The.One@example.org');
    expect(state).toBe('FLAGGED');
    expect(pairs.map(({ other_id }) => other_id)).toContain(first.id);
  });

  it('takes the most similar names first where there are more than it compares', async () => {
    const namesake = await nominated('Karl Ludwig Braun', null, 'UNDER_REVIEW');
    for (let n = 0; n < 150; n += 1)
      await nominated(`Karl Ludwig Braunschweiger${'abcdefghij'[n % 10]}`, null, 'UNDER_REVIEW');
    const { pairs } = await screened('DUPLICATES', 'Karl Ludwig Braun', null);
    expect(pairs[0]).toMatchObject({ other_id: namesake.id, score: 1 });
  });

  it('folds addresses as the code does, beyond ASCII too', async () => {
    const first = await nominated('Somebody Else', 'ÉLÉONORE@example.org', 'SUBMITTED');
    const { pairs } = await screened('DUPLICATES', 'Eleonore Muster', 'éléonore@example.org');
    expect(pairs).toMatchObject([{ other_id: first.id }]);
    expect(pairs[0]?.score).toBeCloseTo(0.95);
    expect(pairs[0]?.reasons).toEqual(['SAME_EMAIL']);
  });

  it('finds a person by the name for the badge, whichever of the two is nominated second', async () => {
    const arabic = await nominated(
      'محمد بن سمبلان',
      null,
      'UNDER_REVIEW',
      world.chathamHouse,
      'Muhammad bin Samplan',
    );
    const second = await screened('DUPLICATES', 'Mohammed bin Samplan', null);
    expect(second.pairs.map(({ other_id }) => other_id)).toEqual([arabic.id]);
    expect(second.pairs[0]?.reasons).toContain('SIMILAR_NAME');
    // Nothing but the name for the badge is like the other's.
    const latin = await nominated('Ousmane Specimenov', null, 'UNDER_REVIEW');
    const other = await screened('DUPLICATES', '李样本', null, 'Usman Specimenov');
    expect(other.pairs.map(({ other_id }) => other_id)).toEqual([latin.id]);
    const han = await nominated(
      '欧阳例',
      null,
      'UNDER_REVIEW',
      world.chathamHouse,
      'Bertrand Placeholderson',
    );
    const third = await screened('DUPLICATES', 'Bertrand Placeholdersen', null);
    expect(third.pairs.map(({ other_id }) => other_id)).toEqual([han.id]);
  });

  it('compares neither drafts nor what has been withdrawn', async () => {
    for (const state of ['DRAFT', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED'])
      await nominated('Peter Untouched', 'untouched@example.org', state);
    const { state, pairs } = await screened('DUPLICATES', 'Peter Untouched', 'untouched@example.org');
    expect([state, pairs]).toEqual(['CLEAR', []]);
  });
});

describe('the screening for earlier refusals', () => {
  it('finds who has the same address among hundreds with the same name', async () => {
    for (let n = 0; n < 250; n += 1) await nominated('Li Wei', `wei.${n}@example.org`, 'REJECTED');
    const first = await nominated('Wang Fang', 'rejected@example.org', 'REJECTED');
    for (let n = 0; n < 250; n += 1) await nominated('Li Wei', `li.${n}@example.org`, 'REJECTED');
    const { state, findings } = await screened('PREVIOUS_REFUSALS', 'Li Wei', 'Rejected@example.org');
    expect(state).toBe('FLAGGED');
    expect(findings).toMatchObject({ code: 'REJECTED_BEFORE' });
    expect(findings?.values.references).toContain(first.reference);
  });

  it('says nothing of a nomination that is not rejected', async () => {
    await nominated('Nora Neverrejected', 'nora@example.org', 'APPROVED');
    expect(await screened('PREVIOUS_REFUSALS', 'Nora Neverrejected', 'nora@example.org')).toMatchObject({
      state: 'CLEAR',
    });
  });
});

describe('the screening for earlier refusals, of somebody who was judged to be another person', () => {
  /** One who was rejected and one who is submitted, judged different while the latter had this name and address. */
  async function judgedDifferent(
    name: string,
    then: { readonly name: string; readonly email: string },
    changes: readonly string[] = [],
  ) {
    const rejected = await nominated(name, null, 'REJECTED');
    const one = await nominated(name, then.email, 'SUBMITTED', world.icc);
    const [first, second] = inOrder(rejected.id, one.id);
    const prints = [first, second].map((id) =>
      printsOf({ id, ...personKeys(id === one.id ? then : { name, email: null }) }),
    );
    await admin.query(
      `INSERT INTO nominations.duplicate_judgement (conference_id, first_id, second_id, verdict, judged_by, score, reasons,
         first_name_print, first_email_print, second_name_print, second_email_print, changes)
       VALUES ($1, $2, $3, 'DIFFERENT', $4, 1, '{SAME_NAME}', $5, $6, $7, $8, $9)`,
      [
        world.conferenceId,
        first,
        second,
        world.people.officer.userId,
        ...prints.flatMap((print) => [print.name, print.email]),
        changes,
      ],
    );
    return { one, rejected };
  }

  it('does not name them', async () => {
    const name = 'Dora Denied';
    const { one } = await judgedDifferent(name, { name, email: 'dora@example.org' });
    expect(await screeningOf(one.id, 'PREVIOUS_REFUSALS')).toMatchObject({
      state: 'CLEAR',
      findings: { code: 'NOT_REJECTED_BEFORE' },
    });
    // Nobody else is kept back by it.
    const other = await screened('PREVIOUS_REFUSALS', name, null);
    expect(other).toMatchObject({ state: 'FLAGGED', findings: { code: 'REJECTED_BEFORE' } });
  });

  it('names them again once the name or the address of one of both is another', async () => {
    const email = 'frida@example.org';
    const renamed = await judgedDifferent('Frida Formerly', { name: 'Frida Otherwise', email });
    const gone = await judgedDifferent('Gerda Gonebefore', { name: 'Gerda Gonebefore', email }, [
      'FIRST_NAME',
    ]);
    for (const { one, rejected } of [renamed, gone])
      expect(await screeningOf(one.id, 'PREVIOUS_REFUSALS')).toMatchObject({
        state: 'FLAGGED',
        findings: { values: { references: [rejected.reference] } },
      });
  });
});

describe('the screening against the watch list', () => {
  it('finds a person by the name and by the name for the badge', async () => {
    const listed = { name: 'Theodora Watchedson' };
    const { nameKey, nameCodes } = personKeys(listed);
    await admin.query(
      `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold, name_key, name_codes)
       VALUES ($1, $2, $3, lower($3), $4, $5)`,
      [newId(), world.conferenceId, listed.name, nameKey, nameCodes],
    );
    const states = [
      await screened('WATCH_LIST', 'Teodora Watchedson', null),
      await screened('WATCH_LIST', '监某', null, 'Teodora Watchedson'),
      await screened('WATCH_LIST', '监某', null, 'Jian Mou'),
    ].map(({ state }) => state);
    expect(states).toEqual(['FLAGGED', 'FLAGGED', 'CLEAR']);
  });
});
