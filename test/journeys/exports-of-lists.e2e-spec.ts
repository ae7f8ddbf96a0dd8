import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, submitNomination } from './operations.js';

/** A list as the API has it, and as a file: rows of both in the same order, told by one text. */
interface Listed {
  readonly list: string;
  readonly query: string;
  /** What a node of the connection shows in the columns. */
  readonly shown: (node: never) => string;
  readonly columns: readonly string[];
  /** A filter of the request, with its words as GraphQL has them. */
  readonly filter?: object;
}

interface Balance {
  readonly body: { readonly name: string };
  readonly constituency: { readonly name: string };
  readonly held: number;
}

const LISTS: readonly Listed[] = [
  {
    list: 'auditEvents',
    query: 'query ($c: ID!) { auditEvents(conferenceId: $c, first: 100) { nodes { id action } } }',
    shown: ({ id, action }: { id: string; action: string }) => `${id},${action}`,
    columns: ['id', 'action'],
  },
  {
    list: 'auditEvents',
    query:
      'query ($c: ID!) { auditEvents(conferenceId: $c, first: 100, filter: { actions: ["nomination.created"] }) { nodes { id action } } }',
    shown: ({ id, action }: { id: string; action: string }) => `${id},${action}`,
    columns: ['id', 'action'],
    filter: { actions: ['nomination.created'] },
  },
  {
    list: 'messages',
    query: 'query ($c: ID!) { messages(conferenceId: $c, first: 100) { nodes { subject recipientName } } }',
    shown: ({ subject, recipientName }: { subject: string; recipientName: string }) =>
      `${subject},${recipientName}`,
    columns: ['subject', 'recipientName'],
  },
  {
    list: 'quotaBalances',
    query:
      'query ($c: ID!) { quotaBalances(conferenceId: $c, first: 100) { nodes { body { name } constituency { name } held } } }',
    shown: ({ body, constituency, held }: Balance) => `${body.name},${constituency.name},${held}`,
    columns: ['body', 'constituency', 'held'],
  },
];

const OF_HOST: readonly Listed[] = [
  {
    list: 'inbox',
    query:
      'query ($c: ID!) { inbox(first: 100, filter: { conferenceId: $c, stages: [REVIEW] }) { nodes { nomination { reference } } } }',
    shown: ({ nomination }: { nomination: { reference: string } }) => nomination.reference,
    columns: ['reference'],
    filter: { stages: ['REVIEW'] },
  },
  {
    list: 'inbox',
    query:
      'query ($c: ID!) { inbox(first: 100, filter: { conferenceId: $c, search: "Zoe" }) { nodes { nomination { reference } } } }',
    shown: ({ nomination }: { nomination: { reference: string } }) => nomination.reference,
    columns: ['reference'],
    filter: { search: 'Zoe' },
  },
  {
    list: 'watchList',
    query: 'query ($c: ID!) { watchList(conferenceId: $c, first: 100) { nodes { name } } }',
    shown: ({ name }: { name: string }) => name,
    columns: ['name'],
  },
];

const LOAD_WATCH_LIST =
  'mutation ($input: LoadWatchListInput!) { loadWatchList(input: $input) { count errors { code } } }';

describe('lists of the console as files', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
    const nominees = nomineesOf(product);
    const icc = product.as('iccCoordinator');
    for (const name of ['Zoe Sample', 'Adam Sample', 'Mira Sample']) {
      const created = await createNomination(icc, nominees.draft(name));
      await submitNomination(icc, (created as { nomination: { id: string } }).nomination.id, { version: 1 });
    }
    await createNomination(product.as('chCoordinator'), {
      ...nominees.draft('Chatham Sample'),
      bodyId: product.world.chathamHouse,
    });
    await product.as('administrator').data(LOAD_WATCH_LIST, {
      input: {
        idempotencyKey: 'watch-list-of-exports',
        conferenceId: product.world.conferenceId,
        entries: [{ name: 'Zed Watched' }, { name: 'Ada Watched', note: '=1+1' }],
      },
    });
  });
  afterAll(() => product.close());

  const post = (person: Person, asked: object): Promise<Response> =>
    fetch(`${product.url}/exports`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${product.tokenOf(person)}`,
      },
      body: JSON.stringify({ conferenceId: product.world.conferenceId, format: 'CSV', ...asked }),
    });

  const rowsOf = async (person: Person, { list, columns, filter }: Listed): Promise<string[]> => {
    const response = await post(person, { list, columns, filter });
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return parse(text, { bom: true })
      .slice(1)
      .map((cells) => cells.join(','));
  };
  const nodesOf = async (person: Person, { query, shown }: Listed): Promise<string[]> => {
    const data = await product
      .as(person)
      .data<Record<string, { nodes: never[] }>>(query, { c: product.world.conferenceId });
    return Object.values(data)[0]?.nodes.map(shown) ?? [];
  };

  /** An export leaves entries of its own: the trail is asked first. */
  async function compared(person: Person, listed: Listed): Promise<[string[], string[]]> {
    const before = await nodesOf(person, listed);
    const file = await rowsOf(person, listed);
    return [
      file.filter((row) => !row.includes('list.export')),
      before.filter((row) => !row.includes('list.export')),
    ];
  }

  it.each(
    [...LISTS, ...OF_HOST].flatMap((listed) =>
      (['officer', 'auditor'] as const).map(
        (person) => [listed.list, listed.filter ?? {}, person, listed] as const,
      ),
    ),
  )(
    '%s, filtered by %j, has for the %s the rows of the list in its order',
    async (_list, _filter, person, listed) => {
      const [file, list] = await compared(person, listed);
      expect(file).toEqual(list);
      if (listed.list !== 'messages') expect(file.length).toBeGreaterThan(0);
    },
  );

  it.each(
    LISTS.flatMap((listed) =>
      (['iccCoordinator', 'iccViewer', 'chCoordinator'] as const).map(
        (person) => [listed.list, listed.filter ?? {}, person, listed] as const,
      ),
    ),
  )(
    '%s, filtered by %j, has for the %s their body’s rows and no others',
    async (_list, _filter, person, listed) => {
      const [file, list] = await compared(person, listed);
      expect(file).toEqual(list);
      const host = (await compared('auditor', listed))[0];
      if (listed.list !== 'messages') expect(file.length).toBeLessThan(host.length);
    },
  );

  it('of the host are no lists to others', async () => {
    const plain = async (response: Response): Promise<unknown> => [
      response.status,
      (await response.text()).replace(/"requestId":"[^"]+"/, ''),
    ];
    const nonsense = await plain(await post('iccCoordinator', { list: 'nonsense' }));
    for (const { list } of OF_HOST)
      expect(await plain(await post('iccCoordinator', { list }))).toEqual(nonsense);
    const { exportLists } = await product
      .as('iccCoordinator')
      .data<{ exportLists: { name: string }[] }>(
        'query ($c: ID!) { exportLists(conferenceId: $c) { name } }',
        {
          c: product.world.conferenceId,
        },
      );
    expect(exportLists.map(({ name }) => name).sort()).toEqual([
      'auditEvents',
      'messages',
      'nominations',
      'quotaBalances',
    ]);
  });

  it('hide from bodies what is the host’s: numbers and hashes of the trail, what waits for release', async () => {
    for (const asked of [
      { list: 'auditEvents', columns: ['hash'] },
      { list: 'auditEvents', columns: ['sequence'] },
      { list: 'quotaBalances', columns: ['awaitingRelease'] },
    ])
      expect([asked, (await post('iccCoordinator', asked)).status]).toEqual([asked, 400]);
  });

  it('guard and count what looks like a formula', async () => {
    const text = await (await post('officer', { list: 'watchList', columns: ['name', 'note'] })).text();
    expect(text).toBe("Name,Note\r\nAda Watched,'=1+1\r\nZed Watched,\r\n");
  });
});
