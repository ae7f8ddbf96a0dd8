import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { heldOutPairs, inventNames, labelledPairs, type LabelledPair, typist } from '#libs/names/testing';
import { Database, openDataSource } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import {
  buildWorld,
  nominationKeys,
  personKeys,
  screenedNominations,
  type World,
} from '#libs/nominations/testing';
import { isAlike, likenessTo } from './domain/look-alike.js';
import { Candidates } from './checks/candidates.js';
import { type ScreeningSubjects } from './screening-subjects.js';

let server: TestDatabase;
let database: Database;
let subjects: ScreeningSubjects;
let world: World;

const TUNED = labelledPairs();
const HELD_OUT = heldOutPairs();
const PEOPLE = [...new Set(inventNames(2_000))];
/** Each name, nominated once. */
const ids = new Map<string, string>();

beforeAll(async () => {
  server = await testDatabase();
  world = await buildWorld(server.superuserUrl);
  database = new Database(
    await openDataSource({ url: server.workerUrl, poolSize: 4, applicationName: 'test' }).initialize(),
  );
  subjects = screenedNominations(database);
  const names = [...TUNED, ...HELD_OUT].flatMap(({ one, other }) => [one, other]);
  for (const name of [...names, ...PEOPLE]) ids.set(name, newId());
  await nominateAll();
});

afterAll(async () => {
  await database.source.destroy();
  await server.drop();
});

async function nominateAll(): Promise<void> {
  const admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  try {
    const names = [...ids.keys()];
    const keys = names.map((name) => personKeys({ name }));
    await admin.query(
      `WITH people AS (INSERT INTO nominations.person (id, conference_id, body_id, name, name_key, name_codes)
         SELECT v.id, $1, $2, v.name, v.name_key, string_to_array(v.codes, '|')
         FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS v (id, name, name_key, codes))
       INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
         created_by, last_edited_by, search_text, sort_name)
       SELECT v.id, $1, $2, $7, v.id, v.id::text, 'UNDER_REVIEW', 'DELEGATE', $8, $8, v.search, ''
       FROM unnest($3::uuid[], $9::text[]) AS v (id, search)`,
      [
        world.conferenceId,
        world.chathamHouse,
        [...ids.values()],
        names,
        keys.map(({ nameKey }) => nameKey),
        keys.map(({ nameCodes }) => nameCodes.join('|')),
        world.business,
        world.people.chNominator.userId,
        names.map((name) => nominationKeys({ name }, 'X').searchText),
      ],
    );
    await admin.query('ANALYZE nominations.person, nominations.nomination');
  } finally {
    await admin.end();
  }
}

/** Whom the look-up of a screening of this name brings, before anybody is compared. */
async function candidatesOf(name: string): Promise<string[]> {
  // A namesake is nominated beside it.
  const sought = { id: newId(), conferenceId: world.conferenceId, ...personKeys({ name }) };
  const [candidates = []] = await subjects.only.alike([sought]);
  return candidates.map((candidate) => candidate.name);
}

const sortedIds = (candidates: readonly { readonly id: string }[] = []): string =>
  candidates
    .map(({ id }) => id)
    .sort()
    .join(' ');

/** The names that a screening of this one tells of. */
async function alikeTo(name: string): Promise<string[]> {
  const likeness = likenessTo({ name, emailFold: null });
  return (await candidatesOf(name)).filter((other) => isAlike(likeness({ name: other, emailFold: null })));
}

/** F1 over labelled pairs, as the second of each pair is screened. */
function judge(pairs: readonly LabelledPair[], isFound: readonly boolean[]): number {
  const count = (isSame: boolean, found: boolean): number =>
    pairs.filter((pair, index) => pair.isSame === isSame && isFound[index] === found).length;
  return (2 * count(true, true)) / (2 * count(true, true) + count(false, true) + count(true, false));
}

describe('names of one person that two bodies write in their own ways', () => {
  it.each([
    ['of our own', TUNED],
    ['that nothing was tuned on', HELD_OUT],
  ])(
    'are found with F1 of 0.80 and more by look-up and comparison, whichever is nominated second, among pairs %s',
    async (_which, pairs) => {
      const found = new Map<string, readonly string[]>();
      for (const { one, other } of pairs)
        for (const name of [one, other]) if (!found.has(name)) found.set(name, await alikeTo(name));
      const isFound = (first: string, second: string): boolean => found.get(second)?.includes(first) === true;
      const inOneOrder = pairs.map(({ one, other }) => isFound(one, other));
      const inTheOther = pairs.map(({ one, other }) => isFound(other, one));
      expect(judge(pairs, inOneOrder)).toBeGreaterThanOrEqual(0.8);
      expect(judge(pairs, inTheOther)).toBeGreaterThanOrEqual(0.8);
      expect(inTheOther).toEqual(inOneOrder);
    },
  );
});

describe('names of many nominations at once', () => {
  it('bring whom each of them brings alone, with the same address, trigrams, sounds and nicknames', async () => {
    const some = [...ids].filter((_one, index) => index % 5 === 0);
    const screened = some.map(([name, id], index) => ({
      ...personKeys({ name }),
      id: index % 3 === 0 ? id : newId(),
      conferenceId: world.conferenceId,
      name,
    }));
    const candidates = new Candidates(subjects);
    const together = await candidates.of(screened);
    expect(together).toHaveLength(screened.length);
    const differing: string[] = [];
    for (const [index, one] of screened.entries()) {
      const [alone = []] = await candidates.of([one]);
      if (sortedIds(alone) !== sortedIds(together[index])) differing.push(one.name);
    }
    expect(differing).toEqual([]);
  });
});

describe('a name with a typing error in every word', () => {
  it('brings the person it is meant for among thousands, 955 of 1,000 times and more, in either direction', async () => {
    const mistype = typist();
    const sought = PEOPLE.filter((_name, index) => index % 8 === 0);
    let found = 0;
    for (const name of sought) if ((await candidatesOf(mistype(name))).includes(name)) found += 1;
    expect(found / sought.length).toBeGreaterThanOrEqual(0.955);
  });

  it.each([
    ['riko bomo', 'rrko bozo'],
    ['mosi mari', 'most mair'],
    ['feti loli', 'fti lmli'],
  ])('is found although it is short: %s and %s', async (one, other) => {
    ids.clear();
    for (const name of [one, other]) ids.set(name, newId());
    await nominateAll();
    expect(await candidatesOf(one)).toContain(other);
    expect(await candidatesOf(other)).toContain(one);
  });
});
