import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, SystemClock, type UserActor } from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Database, openDataSource } from '#libs/platform';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { searchText, sortName } from '#libs/names';
import { Places } from '#libs/places';
import { buildWorld, type World } from '#libs/nominations/testing';
import { ListNominations, type NominationFilter } from './queries/list-nominations.js';
import { NOMINATION_ORDERS } from './queries/nomination-orders.js';

/** Enough that the first rows of a list say how frequent a name is, and that a frequent one fills pages. */
const ROWS = 4_000;
/** The last of them are of one body. */
const FEW = 30;
/** By how many rows each is had once, the frequent ones first. */
const NAMES = [
  [2, 'Ana Muestra'],
  [40, 'Зоя Пример'],
  [500, 'Ngozi Sample'],
] as const;

interface Row {
  readonly id: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly name: string;
  readonly state: string;
  readonly rank: number | null;
  readonly updatedAt: string;
}

describe('a long list', () => {
  let server: TestDatabase;
  let database: Database;
  let list: ListNominations;
  let world: World;
  let rows: readonly Row[];

  beforeAll(async () => {
    server = await testDatabase();
    database = new Database(
      await openDataSource({ url: server.apiUrl, poolSize: 2, applicationName: 'test' }).initialize(),
    );
    list = new ListNominations(
      database,
      new Places(new ConferenceReference(database, new SystemClock())),
      undefined as never,
    );
    world = await buildWorld(server.superuserUrl);
    rows = Array.from({ length: ROWS }, (_, index) => row(world, index));
    await insert(server.superuserUrl, world, rows);
  });
  afterAll(async () => {
    if (database.source.isInitialized) await database.source.destroy();
    await server.drop();
  });

  /** All pages of a search, as the ids of what they hold. */
  async function all(
    actor: UserActor,
    filter: NominationFilter,
    orderBy: { field: (typeof NOMINATION_ORDERS)[number]; direction: 'ASC' | 'DESC' },
  ): Promise<{ ids: string[]; count: number }> {
    const ids: string[] = [];
    let after: string | null = null;
    let count = -1;
    do {
      const page = await list.run(actor, {
        conferenceId: world.conferenceId,
        first: 100,
        after,
        filter,
        orderBy,
        parts: new Set(),
      });
      if (after === null) count = await page.totalCount();
      ids.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return { ids, count };
  }

  const filters: readonly { readonly search: string; readonly states?: readonly ['DRAFT'] }[] = [
    { search: 'muest' },
    { search: 'muest', states: ['DRAFT'] },
    { search: 'приме' },
    { search: 'gozi s' },
    { search: 'nobody of that name' },
  ];
  const orders = NOMINATION_ORDERS.flatMap((field) =>
    (['ASC', 'DESC'] as const).map((direction) => ({ field, direction })),
  );

  it.each(orders)(
    'searched gives what there is, each once and in order, by $field $direction',
    async (orderBy) => {
      for (const [actor, bodyId] of [
        [world.people.iccViewer, world.icc],
        [world.people.auditor, null],
      ] as const) {
        for (const filter of filters) {
          const expected = rows
            .filter((one) => (bodyId === null || one.bodyId === bodyId) && isHit(one, filter))
            .sort((a, b) => compare(a, b, orderBy.field) * (orderBy.direction === 'ASC' ? 1 : -1))
            .map(({ id }) => id);
          const found = await all(actor, filter, orderBy);
          expect(found.ids).toEqual(expected);
          expect(found.count).toBe(expected.length);
        }
      }
    },
  );

  it('searched gives nothing where a body asks for another’s', async () => {
    const { ids } = await all(
      world.people.iccViewer,
      { search: 'muest', bodyIds: [world.chathamHouse] },
      { field: 'NAME', direction: 'ASC' },
    );
    expect(ids).toEqual([]);
  });

  it('searched is narrowed to one body or constituency by whoever reads all', async () => {
    const filter = { search: 'muest', bodyIds: [world.chathamHouse], constituencyIds: [world.academia] };
    const { ids } = await all(world.people.auditor, filter, { field: 'CREATED_AT', direction: 'ASC' });
    expect(ids).toEqual(
      rows
        .filter(
          (one) =>
            isHit(one, filter) && one.bodyId === world.chathamHouse && one.constituencyId === world.academia,
        )
        .map(({ id }) => id),
    );
    expect(ids.length).toBeGreaterThan(100);
  });

  it.each(orders)('is planned once for all its pages, by $field $direction', async (orderBy) => {
    const alone = new Database(
      await openDataSource({ url: server.apiUrl, poolSize: 1, applicationName: 'test' }).initialize(),
    );
    try {
      const pages = new ListNominations(
        alone,
        new Places(new ConferenceReference(alone, new SystemClock())),
        undefined as never,
      );
      for (const actor of [world.people.iccViewer, world.people.auditor]) {
        let after: string | null = null;
        for (let turned = 0; turned < 3; turned++) {
          const { pageInfo } = await pages.run(actor, {
            conferenceId: world.conferenceId,
            first: 50,
            after,
            orderBy,
          });
          after = pageInfo.endCursor;
        }
        const kept = await alone.read<{ is_kept: boolean }>(
          actor,
          `SELECT generic_plans > custom_plans AS is_kept FROM pg_prepared_statements WHERE statement LIKE $1
            ORDER BY prepare_time DESC LIMIT 1`,
          ['%nominations.person%'],
        );
        expect(kept).toEqual([{ is_kept: true }]);
      }
    } finally {
      await alone.source.destroy();
    }
  });

  describe('reads', () => {
    let alone: Database;
    let pages: ListNominations;

    beforeAll(async () => {
      // One connection, so that what was read on it is known: the server counts for the whole database, and whoever was
      // there before tells what it has read when it goes.
      await database.source.destroy();
      await untilNobodyElse(server.superuserUrl);
      alone = new Database(
        await openDataSource({ url: server.apiUrl, poolSize: 1, applicationName: 'test' }).initialize(),
      );
      pages = new ListNominations(
        alone,
        new Places(new ConferenceReference(alone, new SystemClock())),
        undefined as never,
      );
    });
    afterAll(() => alone.source.destroy());

    /**
     * Nominations that were read since the server began, from the table or through an index. But for one index, at both ends
     * of which the planner itself looks once the table has statistics, to compare persons of nominations with persons.
     */
    async function rowsRead(): Promise<number> {
      await alone.read(world.people.auditor, 'SELECT pg_stat_force_next_flush()', []);
      const [read] = await alone.read<{ count: number }>(
        world.people.auditor,
        `SELECT (sum(i.idx_tup_read) + max(t.seq_tup_read))::int AS count
          FROM pg_stat_user_indexes i JOIN pg_stat_user_tables t USING (relid)
          WHERE i.relid = 'nominations.nomination'::regclass AND i.indexrelname <> 'nomination_person'`,
        [],
      );
      return read?.count ?? 0;
    }

    it.each(orders)(
      'little more than it shows, whoever turns the pages, by $field $direction',
      async (orderBy) => {
        for (const actor of [
          smallBody(world),
          world.people.iccViewer,
          world.people.chNominator,
          world.people.auditor,
        ]) {
          const before = await rowsRead();
          let shown = 0;
          let turned = 0;
          let after: string | null = null;
          do {
            const { nodes, pageInfo } = await pages.run(actor, {
              conferenceId: world.conferenceId,
              first: 100,
              after,
              orderBy,
            });
            shown += nodes.length;
            turned += 1;
            after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
          } while (after !== null);
          expect(shown).toBeGreaterThanOrEqual(FEW);
          expect((await rowsRead()) - before).toBeLessThanOrEqual(shown + turned);
        }
      },
    );

    it.each(orders)(
      'no other body’s rows where a small one searches, by $field $direction',
      async (orderBy) => {
        for (const search of ['muest', 'bo speci']) {
          const before = await rowsRead();
          const { nodes } = await pages.run(smallBody(world), {
            conferenceId: world.conferenceId,
            first: 50,
            filter: { search },
            orderBy,
          });
          expect(nodes.length).toBeGreaterThan(0);
          expect((await rowsRead()) - before).toBeLessThanOrEqual(2 * FEW);
        }
      },
    );
  });
});

/** Whoever nominates for the body with few. */
const smallBody = (world: World): UserActor => ({
  ...world.people.iccCoordinator,
  grants: [{ role: 'PARTNER_COORDINATOR', conferenceId: world.conferenceId, bodyId: world.host }],
});

function row(world: World, index: number): Row {
  const [, name] = [...NAMES].reverse().find(([every]) => index % every === 0) ?? [1, 'Bo Specimen'];
  return {
    id: newId(),
    bodyId: index >= ROWS - FEW ? world.host : index % 7 < 4 ? world.icc : world.chathamHouse,
    constituencyId: index % 3 === 0 ? world.academia : world.business,
    name: `${name} ${index % 11}`,
    state: index % 5 === 0 ? 'DRAFT' : 'WITHDRAWN',
    rank: index % 4 === 0 ? null : (index % 900) + 1,
    // Some at the same moment: then the id decides.
    updatedAt: new Date(Date.UTC(2030, 0, 1) + (index % 13) * 1_000).toISOString(),
  };
}

const isHit = ({ name, state }: Row, filter: { search: string; states?: readonly string[] }): boolean =>
  filter.search.split(' ').every((word) => name.toLowerCase().includes(word)) &&
  (filter.states?.includes(state) ?? true);

function compare(a: Row, b: Row, field: (typeof NOMINATION_ORDERS)[number]): number {
  const key = ({ name, rank, updatedAt }: Row): string | number =>
    ({
      CREATED_AT: 0,
      UPDATED_AT: updatedAt,
      NAME: sortName(name),
      RANK: rank ?? Number.MAX_SAFE_INTEGER,
    })[field];
  if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Until every other connection to this database is closed. */
async function untilNobodyElse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const others = `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
    await drain(async () => (await client.query<{ n: number }>(others)).rows[0]?.n === 0, {
      what: 'the other connections to close',
      timeoutMs: 50_000,
    });
  } finally {
    await client.end();
  }
}

async function insert(url: string, world: World, rows: readonly Row[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `WITH people AS (INSERT INTO nominations.person (id, conference_id, body_id, name)
         SELECT v.id, $1, v.body, v.name FROM unnest($2::uuid[], $3::uuid[], $5::text[]) AS v (id, body, name))
       INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity, rank,
         created_by, last_edited_by, updated_at, search_text, sort_name)
       SELECT v.id, $1, v.body, v.constituency, v.id, v.id::text, v.state, 'DELEGATE', v.rank, $6, $6, v.updated, v.search, v.sort
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $7::text[], $8::int[], $9::timestamptz[], $10::text[], $11::text[])
         AS v (id, body, constituency, state, rank, updated, search, sort)`,
      [
        world.conferenceId,
        rows.map(({ id }) => id),
        rows.map(({ bodyId }) => bodyId),
        rows.map(({ constituencyId }) => constituencyId),
        rows.map(({ name }) => name),
        world.people.iccCoordinator.userId,
        rows.map(({ state }) => state),
        rows.map(({ rank }) => rank),
        rows.map(({ updatedAt }) => updatedAt),
        rows.map(({ name }) => searchText({ texts: [name] })),
        rows.map(({ name }) => sortName(name)),
      ],
    );
    // Once, and by nobody else while the tests read.
    for (const table of ['nominations.nomination', 'nominations.person']) {
      await client.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
      await client.query(`ANALYZE ${table}`);
    }
  } finally {
    await client.end();
  }
}
