import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DefinitionNode, parse, print } from 'graphql';
import { hashSecret } from '#libs/access';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { listen } from '../support/listener.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { Guide } from '../../apps/api/src/developers/guide.js';
import { Bindings, type Example, examplesOf } from './guide-examples.js';
import { feedSettled } from '../support/reads/feed-settled.js';

const nameOf = (definition: DefinitionNode): string | undefined =>
  'name' in definition ? definition.name?.value : undefined;

const PAGES = join(import.meta.dirname, '../../docs/api');
/** Who asks, by the words of the pages. */
const PEOPLE: Readonly<Record<string, Person>> = {
  coordinator: 'iccCoordinator',
  other: 'chCoordinator',
  officer: 'officer',
  approver: 'approver',
};

/** What a name stands for that no answer has told: a moment to come, or a text that is new. */
const fresh = (name: string): string =>
  name === '$until' ? new Date(Date.now() + 86_400_000).toISOString() : randomUUID();

/** The pages as they stand: the examples name no figure. */
const guide = new Guide(PAGES, { publicUrl: '', objectsPerSecond: 0 }, () => {
  throw new Error('No page is filled here');
});
const examples = guide
  .chapters()
  .flatMap(([page]) => examplesOf(page, readFileSync(join(PAGES, `${page}.md`), 'utf8')));
const bindings = new Bindings();
let product: Product;
let cookie: string;

beforeAll(async () => {
  product = await startProduct({ places: 2, slug: 'london-2011' });
  const secret = randomBytes(32).toString('base64url');
  await product.admin.query(
    `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
    [newId(), product.world.people.iccCoordinator.userId, hashSecret(secret)],
  );
  cookie = `plenary=${secret}`;
});
afterAll(() => product.close());

const personOf = ({ as, page }: Example): Person => {
  const person = PEOPLE[as];
  if (person === undefined) throw new Error(`Nobody is "${as}", who asks in ${page}`);
  return person;
};

/** With what a request is sent: the token of a person, of the system that the guide has made, or the coordinator's cookie. */
function credentialsOf(example: Example): Record<string, string> {
  if (example.as === 'session') return { cookie, 'sec-fetch-site': 'same-origin' };
  const secret = example.as === 'system' ? bindings.text('$bodyToken') : product.tokenOf(personOf(example));
  return { authorization: `Bearer ${secret}` };
}

/** What comes back, without what differs from request to request. */
async function answerTo(example: Example, variables: Record<string, unknown>): Promise<unknown> {
  if (example.query.startsWith('subscription')) {
    const token = product.tokenOf(personOf(example));
    const listener = listen(product.url, { token }, example.query, variables);
    try {
      await drain(async () => listener.events.length > 0, { what: 'the first event of an example' });
      return withoutExtensions(listener.events[0]);
    } finally {
      await listener.end();
    }
  }
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { ...credentialsOf(example), 'content-type': 'application/json' },
    body: JSON.stringify({ query: example.query, variables }),
  });
  return withoutExtensions(await response.json());
}

const withoutExtensions = (answer: unknown): unknown => {
  const { extensions: _cost, ...rest } = answer as Record<string, unknown>;
  return rest;
};

describe('the examples of the pages for developers', () => {
  it('are there, and every page with GraphQL in it has them', () => {
    const files = readdirSync(PAGES).filter((name) => name.endsWith('.md'));
    const withGraphql = files.filter((name) =>
      readFileSync(join(PAGES, name), 'utf8').includes('```graphql'),
    );
    expect([...new Set(examples.map(({ page }) => `${page}.md`))].sort()).toEqual(withGraphql.sort());
    expect(examples.length).toBeGreaterThan(10);
  });

  it.each(examples.map((example, index) => [`${index + 1} of ${example.page}`, example] as const))(
    'answer what the page shows: %s',
    async (_name, example) => {
      if (example.page === 'changes') await feedSettled(product.admin);
      const variables = bindings.given(example.variables, fresh) as Record<string, unknown>;
      const came = await answerTo(example, variables);
      expect(came).toEqual(bindings.expected(example.answer, came));
    },
  );
});

describe('the pages for developers, as the service sends them', () => {
  it('are all there, for everybody, with the policy of all pages and the figures of the installation', async () => {
    const { text, headers } = await read('/developers');
    expect(text).toContain(`${product.settings.http.publicUrl}/graphql`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    const links = [...text.matchAll(/href="(\/developers[^"#]*)"/g)].map(([, link]) => link ?? '');
    expect(new Set(links).size).toBeGreaterThan(18);
    for (const link of new Set(links)) {
      const page = await read(link);
      expect([link, page.status]).toEqual([link, 200]);
      expect(page.text).not.toMatch(/<script>|style="|{{/);
    }
  });

  it('serve the text of the schema as it is committed', async () => {
    const { text } = await read('/developers/schema.graphql');
    const committed = parse(readFileSync(join(PAGES, '../../schema.graphql'), 'utf8'));
    const names = new Set(committed.definitions.map(nameOf));
    // In this process other test files may have declared types of their own.
    const served = parse(text).definitions.filter((definition) => names.has(nameOf(definition)));
    expect(print({ ...committed, definitions: served })).toBe(print(committed));
  });

  it('come again only where they have changed', async () => {
    const first = await read('/developers/limits');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const again = await read('/developers/limits', { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await read('/developers/limits', { 'if-none-match': 'W/"another"' });
    expect([other.status, other.text]).toEqual([200, first.text]);
  });

  it('say so where there is none', async () => {
    const { status, text } = await read('/developers/wishes');
    expect([status, text.includes('There is no such page')]).toEqual([404, true]);
  });

  async function read(path: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${product.url}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
});
