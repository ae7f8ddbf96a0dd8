import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Actor } from '#libs/kernel';
import { buildWorld, type World } from '#libs/nominations/testing';
import { Database, openDataSource, type Statement } from '#libs/platform';
import { buffersOf, graphqlClient } from '#libs/testing';
import { issueToken } from '../support/issue-token.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { growConference } from './grown-conference.js';

/** Nominations of the small and of the large conference, which lie in one database. */
const FEW = 2_000;
const MANY = 20_000;

/** Counts stop behind the ten-thousandth row. */
const COUNTED = 10_001;
/** A search reads some hundred rows of the list before it asks the index; each may lie on a page of its own. */
const PROBED = 1_000;

/** What a request may cost in the large conference, or beside it, against the small one alone. */
function most(read: string, alone: number): number {
  const wanted = 1.3 * alone + 50;
  if (read.includes('count of')) return (wanted * COUNTED) / FEW;
  return read.includes('nominations') && read.includes('search:') ? Math.max(wanted, PROBED) : wanted;
}

interface Read {
  readonly name: string;
  readonly query: string;
}

const PAGE = 'first: 20';
const list = (name: string, more = '', selection = 'nodes { id }'): Read => ({
  name: `${selection === 'totalCount' ? 'count of ' : ''}${name} ${more}`.trim(),
  query: `query ($c: ID!) { ${name}(conferenceId: $c, ${PAGE}${more === '' ? '' : `, ${more}`}) { ${selection} } }`,
});
const inbox = (more: string, selection = 'nodes { id }'): Read => ({
  name: `${selection === 'totalCount' ? 'count of ' : ''}inbox ${more}`.trim(),
  query: `query ($c: ID!) { inbox(${PAGE}, filter: { conferenceId: $c${more === '' ? '' : `, ${more}`} }) { ${selection} } }`,
});

const ORDERS = ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => `orderBy: { field: ${field}, direction: ${direction} }`),
);
const FILTERS = [
  '',
  'filter: { capacities: [PRESS] }',
  'filter: { capacities: [SPEAKER] }',
  'filter: { states: [LAPSED] }',
  'filter: { states: [DECIDED] }',
  'filter: { search: "quixotic" }',
  'filter: { search: "nobody of this name" }',
];

const READS: readonly Read[] = [
  ...FILTERS.flatMap((filter) =>
    ORDERS.map((order) => list('nominations', filter === '' ? order : `${order}, ${filter}`)),
  ),
  list('quotaBalances', '', 'nodes { awaitingRelease }'),
  list('auditEvents'),
  list('auditEvents', 'filter: { actions: ["nomination.withdrawn"] }'),
  list('auditEvents', 'filter: { actions: ["nomination.lapsed"] }'),
  list('messages'),
  list('messages', 'filter: { states: [FAILED] }'),
  list('messages', 'filter: { states: [HELD] }'),
  list('messages', 'filter: { kinds: [REVIEW_REMINDER] }'),
  inbox(''),
  inbox('isOverdue: true'),
  inbox('stages: [RELEASE]'),
  inbox('actionable: true'),
  inbox('search: "quixotic"'),
  inbox('search: "nobody of this name"'),
  ...['nominations', 'auditEvents', 'messages'].map((name) => list(name, '', 'totalCount')),
  inbox('', 'totalCount'),
  {
    name: 'decisionBatches',
    query:
      'query ($c: ID!) { decisionBatches(conferenceId: $c) { nodes { number messagesSent } totalCount } }',
  },
  {
    name: 'releasePreview',
    query: `query ($c: ID!) { releasePreview(conferenceId: $c, ${PAGE}) { messageCount } }`,
  },
];

const READERS = [
  'officer',
  'approver',
  'auditor',
  'iccCoordinator',
  'chCoordinator',
] as const satisfies Person[];

interface Conference {
  readonly world: World;
  /** API tokens, by the person. */
  readonly tokens: ReadonlyMap<string, string>;
}

let product: Product;
let database: Database;
let small: Conference;
let neighbour: Conference | undefined;

const reads = jest.spyOn(Database.prototype, 'readAll');

async function conferenceOf(world: World): Promise<Conference> {
  const tokens = new Map<string, string>();
  for (const person of READERS) tokens.set(person, await issueToken(product.admin, world.people[person]));
  return { world, tokens };
}

beforeAll(async () => {
  product = await startProduct({
    withoutWorker: true,
    environment: { CALLER_OBJECTS_PER_SECOND: '999999999' },
  });
  database = new Database(
    await openDataSource({ url: product.database.apiUrl, poolSize: 1, applicationName: 'test' }).initialize(),
  );
  small = await conferenceOf(product.world);
  await growConference(product.database.superuserUrl, small.world, { rows: FEW, number: 1 });
}, 300_000);

afterAll(async () => {
  await database.source.destroy();
  await product.close();
});

/** What a request of this caller reads, in buffers, all its statements together. */
async function costOf({ world, tokens }: Conference, person: Person, { query }: Read): Promise<number> {
  const client = graphqlClient(`${product.url}/graphql`, { token: tokens.get(person) ?? '' });
  reads.mockClear();
  const { errors } = await client.query(query, { c: world.conferenceId });
  const asked: (readonly [Actor, readonly Statement[]])[] = [...reads.mock.calls];
  if (errors !== undefined && errors.some(({ extensions }) => extensions?.code !== 'FORBIDDEN'))
    throw new Error(`${query}: ${JSON.stringify(errors)}`);
  let sum = 0;
  for (const [actor, statements] of asked) {
    const plan = {
      isReadInOrder: statements.some(({ isReadInOrder }) => isReadInOrder === true),
      isPlannedForValues: statements.some(({ isPlannedForValues }) => isPlannedForValues === true),
    };
    for (const statement of statements)
      sum += await buffersOf(
        (texts) =>
          database.readAll(
            actor,
            texts.map((text) => ({ text, values: [], isPlain: !text.startsWith('EXPLAIN'), ...plan })),
          ),
        statement,
      );
  }
  return sum;
}

async function costs(conference: Conference): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const person of READERS)
    for (const read of READS) found.set(`${person}: ${read.name}`, await costOf(conference, person, read));
  return found;
}

async function buildLarge(): Promise<Conference> {
  const world = await buildWorld(product.database.superuserUrl, { slug: 'large-conference' });
  await growConference(product.database.superuserUrl, world, { rows: MANY, number: 2 });
  return conferenceOf(world);
}

describe('a read', () => {
  it('costs what it returns: not more in a conference ten times as large, and nothing for the neighbour', async () => {
    const alone = await costs(small);
    neighbour = await buildLarge();
    const large = await costs(neighbour);
    const beside = await costs(small);
    const table = [...alone].map(([read, cost]) => ({
      read,
      alone: cost,
      beside: beside.get(read) ?? NaN,
      large: large.get(read) ?? NaN,
    }));
    if (process.env.PRINT_COSTS !== undefined) console.table(table);
    const dear = table.filter((row) => Math.max(row.beside, row.large) > most(row.read, row.alone));
    expect(dear).toEqual([]);
  }, 600_000);

  it('is counted to ten thousand, and one more stands for all that is more', async () => {
    neighbour ??= await buildLarge();
    const client = graphqlClient(`${product.url}/graphql`, { token: neighbour.tokens.get('officer') ?? '' });
    const counted = await client.data<Record<string, { totalCount: number }>>(
      `query ($c: ID!) {
        nominations(conferenceId: $c) { totalCount }
        auditEvents(conferenceId: $c) { totalCount }
        found: nominations(conferenceId: $c, filter: { search: "family" }) { totalCount }
        inbox(filter: { conferenceId: $c }) { totalCount }
      }`,
      { c: neighbour.world.conferenceId },
    );
    expect(Object.entries(counted).map(([list, { totalCount }]) => [list, totalCount])).toEqual([
      ['nominations', COUNTED],
      ['auditEvents', COUNTED],
      ['found', COUNTED],
      ['inbox', 8_001],
    ]);
  });
});
