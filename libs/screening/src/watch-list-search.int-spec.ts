import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, type World } from '#libs/nominations/testing';
import { WatchList } from './queries/watch-list.js';
import { LoadWatchList } from './use-cases/load-watch-list.js';

let server: TestDatabase;
let api: OpenedDatabase;
let world: World;
let watchList: WatchList;

const ENTRIES = [
  { name: 'Geneviève Sample' },
  { name: "Siobhán O'Mocking", note: 'Asked for by the police' },
  { name: 'Ada Lovesample' },
  { name: 'Сергей Примеров' },
];

beforeAll(async () => {
  server = await testDatabase();
  api = await openDatabase(server.apiUrl);
  world = await buildWorld(server.superuserUrl);
  watchList = new WatchList(api.database);
  const load = new LoadWatchList(api.commands);
  await load.run(world.people.officer, newId(), { conferenceId: world.conferenceId, entries: ENTRIES });
});
afterAll(async () => {
  await api.close();
  await server.drop();
});

async function found(search: string | null, who: keyof World['people'] = 'officer'): Promise<string[]> {
  const page = await watchList.list(world.people[who], world.conferenceId, { first: 100, search });
  expect(await page.totalCount()).toBe(page.nodes.length);
  return page.nodes.map(({ name }) => name);
}

describe('a search in the watch list', () => {
  it.each([
    ['genevieve', ['Geneviève Sample']],
    ['O’Mocking', ["Siobhán O'Mocking"]],
    ["o'mocking siobhan", ["Siobhán O'Mocking"]],
    ['Lovesample, Ada', ['Ada Lovesample']],
    ['primerov', ['Сергей Примеров']],
    ['police', ["Siobhán O'Mocking"]],
    ['sample', ['Ada Lovesample', 'Geneviève Sample']],
    ['%', []],
    ['nobody', []],
  ])('for %s finds %j', async (search, names) => {
    expect(await found(search)).toEqual(names);
  });

  it('for nothing finds everybody', async () => {
    expect(await found(null)).toHaveLength(4);
    expect(await found('  ')).toHaveLength(4);
  });

  it('goes on behind its first page', async () => {
    const list = (after: string | null) =>
      watchList.list(world.people.officer, world.conferenceId, { first: 1, after, search: 'sample' });
    const one = await list(null);
    const two = await list(one.pageInfo.endCursor);
    expect([...one.nodes, ...two.nodes].map(({ name }) => name)).toEqual([
      'Ada Lovesample',
      'Geneviève Sample',
    ]);
    expect(two.pageInfo.hasNextPage).toBe(false);
  });

  it('finds nobody for a partner, and is refused where no text has what is looked for', async () => {
    expect(await found('genevieve', 'iccCoordinator')).toEqual([]);
    await expect(found('\u0000')).rejects.toMatchObject({ code: 'INVALID_INPUT', path: ['search'] });
  });
});
