import assert from 'node:assert/strict';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase } from './stage/database.js';
import { type BenchRequest, OneConnection } from './stage/load.js';
import { PAGE_SIZE } from './stage/page-query.js';
import { startApiProcess } from './stage/processes.js';
import { type Seed } from './stage/seed.js';
import { inTurns, median } from './stage/statistics.js';

const ORGANISATIONS = 5_000;
/** An English and a French one, a short one and an alias. */
const NAMES_OF_EACH = 4;
const LIMIT = 2;
/** Requests of one sample; the sample is their median. */
const REQUESTS = 150;
const WARM_UP = 300;

const PLACES =
  'Aldermoor Brackenford Castlemere Dunholm Elmstead Fairhaven Granitetown Harbourside Inglewick Juniper Kestrelby Lakeside'.split(
    ' ',
  );
const SUBJECTS =
  'Oceans Glaciers Archives Railways Orchards Telephony Statistics Volcanoes Weather Libraries Harvests Bridges Currents Lanterns'.split(
    ' ',
  );
const KINDS = [
  ['Institute', 'Institut'],
  ['Society', 'Société'],
  ['Council', 'Conseil'],
  ['Observatory', 'Observatoire'],
  ['Federation', 'Fédération'],
] as const;
/** Parts of names, whole aliases, without accents and in other languages: what somebody types. */
const SEARCHES = [
  'glaciers',
  'observatoire des bridges',
  'lakeside weath',
  'societe',
  'JC-417',
  'kestrelby lan',
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

/** The `index`-th organisation; the number tells apart those that have the same words. */
function invent(index: number): { official: object; short: object; alias: string } {
  const place = pick(PLACES, index);
  const subject = pick(SUBJECTS, Math.floor(index / PLACES.length));
  const [english, french] = pick(KINDS, Math.floor(index / (PLACES.length * SUBJECTS.length)));
  return {
    official: {
      en: `${place} ${english} of ${subject} ${index}`,
      fr: `${french} des ${subject} de ${place} ${index}`,
    },
    short: { en: `${subject} ${english} ${index}` },
    alias: `${place[0] ?? ''}${english[0] ?? ''}-${index}`,
  };
}

async function fill(superuserUrl: string, { world }: Seed): Promise<void> {
  const all = Array.from({ length: ORGANISATIONS }, (_, index) => ({ id: newId(), ...invent(index) }));
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO organisations.catalogue (conference_id, is_listed, revision) VALUES ($1, false, 1)
       ON CONFLICT (conference_id, is_listed) DO UPDATE SET revision = 1`,
      [world.conferenceId],
    );
    await client.query(
      `INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
         mail_domains, is_listed, revision, created_by)
       SELECT id, $1, 'OTHER', official, short, ARRAY[alias], '[]', '{}', '{}', false, 1, $2
       FROM unnest($3::uuid[], $4::jsonb[], $5::jsonb[], $6::text[]) AS made (id, official, short, alias)`,
      [
        world.conferenceId,
        world.people.officer.userId,
        all.map(({ id }) => id),
        all.map(({ official }) => JSON.stringify(official)),
        all.map(({ short }) => JSON.stringify(short)),
        all.map(({ alias }) => alias),
      ],
    );
  } finally {
    await client.end();
  }
}

const PAGE_OF_ORGANISATIONS = `query ($conferenceId: ID!, $first: Int!, $filter: OrganisationFilterInput) {
  organisations(conferenceId: $conferenceId, first: $first, filter: $filter) {
    nodes { id name kind countryCode isListed version } pageInfo { hasNextPage endCursor } } }`;

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const { seed, superuserUrl } = database;
  await fill(superuserUrl, seed);
  const api = await startApiProcess(database);
  const client = new OneConnection();
  const asked = (filter?: object): BenchRequest => ({
    url: `${api.url}/graphql`,
    headers: { authorization: `Bearer ${seed.tokens.officer}` },
    body: {
      query: PAGE_OF_ORGANISATIONS,
      variables: { conferenceId: seed.world.conferenceId, first: PAGE_SIZE, filter },
    },
  });
  const typicalMs = async (requests: readonly BenchRequest[], count = REQUESTS): Promise<number> => {
    const times: number[] = [];
    for (let index = 0; index < count; index++) times.push((await client.send(pick(requests, index))).ms);
    return median(times);
  };
  try {
    const requests = {
      page: [asked()],
      search: SEARCHES.map((search) => asked({ search })),
    };
    for (const [index, request] of [...requests.page, ...requests.search].entries()) {
      const { answer } = await client.send(request);
      const { data } = answer as { data?: { organisations: { nodes: readonly unknown[] } } };
      assert.ok((data?.organisations.nodes.length ?? 0) > 0, `${index}: ${JSON.stringify(answer)}`);
    }
    for (const some of Object.values(requests)) await typicalMs(some, WARM_UP);
    const { page, search } = await inTurns({
      page: () => typicalMs(requests.page),
      search: () => typicalMs(requests.search),
    });
    const ratio = median(search) / median(page);
    return [
      {
        name: `organisations found by a name among ${(ORGANISATIONS * NAMES_OF_EACH).toLocaleString('en-GB')}`,
        value: median(search),
        unit: 'ms',
        against: `a page of ${PAGE_SIZE}: ${median(page).toFixed(1)} ms`,
        ratio,
        goal: `<= ${LIMIT}`,
        met: ratio <= LIMIT,
        samples: search,
      },
    ];
  } finally {
    client.close();
  }
}

export const benches: Bench[] = [{ name: 'organisations', run }];
