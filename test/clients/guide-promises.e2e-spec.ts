import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { graphql, PlenaryClient } from '#libs/client';
import { Guide } from '../../apps/api/src/developers/guide.js';
import { codeIn } from '../../apps/api/src/developers/render-markdown.js';
import { type Product, startProduct } from '../support/product.js';

const ROOT = join(import.meta.dirname, '../..');
const PARTNERS_PAGE = 'https://members.icc.example';

let product: Product;
let client: PlenaryClient;
let folder: string;

beforeAll(async () => {
  product = await startProduct({
    withoutWorker: true,
    environment: { PLENARY_ALLOWED_ORIGINS: PARTNERS_PAGE },
  });
  client = new PlenaryClient({ url: product.url, token: product.tokenOf('iccCoordinator') });
  folder = mkdtempSync(join(tmpdir(), 'guide-shell-'));
});
afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true });
});

describe('what the guide shows in a shell', () => {
  /** What a page of the guide, as this service shows it, has people paste; an id of theirs in the place of each that it leaves open. */
  function pasted(page: string): string {
    const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
    const guide = new Guide(
      join(ROOT, 'docs/api'),
      { publicUrl: product.url, objectsPerSecond: 1 },
      () => schema,
    );
    const block = codeIn(guide.sourceOf(page)).find(
      ({ info, text }) => info === 'sh' && text.includes('curl '),
    );
    return (block?.text ?? '').replaceAll(/\bCONFERENCE\b|(?<=\\")…(?=\\")/g, product.world.conferenceId);
  }

  /** Pastes it. @returns what it wrote, whether it ended by itself or was still listening after some seconds */
  const paste = (text: string): Promise<string> =>
    new Promise((resolve) => {
      execFile(
        'sh',
        ['-c', text.replace('curl ', 'curl --silent --show-error --max-time 5 ')],
        {
          cwd: folder,
          env: {
            PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
            TOKEN: product.tokenOf('iccCoordinator'),
            BODY: product.world.icc,
          },
        },
        (_error, stdout, stderr) => resolve(stdout + stderr),
      );
    });

  it.each([
    ['first-nomination', /^\{"data":\{"viewer":\{"user":\{"name":"/],
    ['changes', /event: next\ndata: \{"data":\{"nominationsChanged":\{"cursor":"/],
    ['import-lists', /^\{"importList":\{"id":"/],
  ])('is answered: %s', async (page, answer) => {
    writeFileSync(join(folder, 'Delegates.xlsx'), 'Name,E-mail\nIlse Sample,ilse@people.example\n');
    expect(await paste(pasted(page))).toMatch(answer);
  });

  it('leaves the file that it names: exports', async () => {
    expect(await paste(pasted('exports'))).toBe('');
    expect(readFileSync(join(folder, 'nominations.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('what the guide says of requests', () => {
  const ask = (path: string, more: RequestInit = {}): Promise<Response> =>
    fetch(product.url + path, {
      ...more,
      headers: {
        authorization: `Bearer ${product.tokenOf('iccCoordinator')}`,
        'content-type': 'application/json',
        ...(more.headers as Record<string, string> | undefined),
      },
    });
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    ask('/graphql', { method: 'POST', body: JSON.stringify(body), headers });
  const codeOf = async (response: Response): Promise<unknown> => {
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code;
  };
  const query = '{ viewer { user { id } } }';

  it('holds: queries come by GET too, mutations do not, and one request is one operation', async () => {
    const got = await ask(`/graphql?query=${encodeURIComponent(query)}`);
    expect([got.status, await codeOf(got)]).toEqual([200, undefined]);
    const signOut = 'mutation { signOut(input: { idempotencyKey: "x" }) { isSignedOut } }';
    const mutated = await ask(`/graphql?query=${encodeURIComponent(signOut)}`);
    expect([mutated.status, await codeOf(mutated)]).toEqual([405, 'BAD_REQUEST']);
    const batch = await post([{ query }, { query }]);
    expect([batch.status, await codeOf(batch)]).toEqual([400, 'BAD_REQUEST']);
  });

  it.each([
    ['application/graphql-response+json', 400],
    ['application/json', 200],
    ['*/*', 200],
  ])(
    'holds: what does not fit the schema has its status by what the client accepts, %s',
    async (accept, status) => {
      const answer = await post({ query: '{ nothing }' }, { accept });
      expect([answer.status, await codeOf(answer)]).toEqual([status, 'GRAPHQL_VALIDATION_FAILED']);
    },
  );

  it.each([
    ['/graphql', 204, PARTNERS_PAGE],
    ['/exports', 204, PARTNERS_PAGE],
    ['/import-lists', 404, null],
  ])(
    'holds: a page of an allowed origin calls at /graphql and /exports: %s',
    async (path, status, allowed) => {
      const response = await fetch(product.url + path, {
        method: 'OPTIONS',
        headers: {
          origin: PARTNERS_PAGE,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization, content-type',
        },
      });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
        status,
        allowed,
      ]);
    },
  );
});

describe('what the guide says of nominations', () => {
  const CREATE = graphql(`
    mutation ($input: CreateNominationInput!) {
      createNomination(input: $input) {
        nomination {
          id
        }
        errors {
          code
          message
          path
          existing {
            id
          }
        }
      }
    }
  `);
  const WITHDRAW = graphql(`
    mutation ($id: ID!, $input: WithdrawNominationInput!) {
      withdrawNomination(id: $id, input: $input) {
        nomination {
          state
        }
        errors {
          code
          message
          path
        }
      }
    }
  `);
  const create = async (more: {
    idempotencyKey?: string;
    externalReference?: string;
    isSubmitted?: boolean;
    person: { name: string; email?: string };
  }) => {
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    const answer = await client.mutate(CREATE, { input: { conferenceId, bodyId, constituencyId, ...more } });
    if (!answer.isRefused) return { id: answer.data.createNomination.nomination?.id ?? '' };
    const [refusal] = answer.refusals;
    return {
      code: refusal.code,
      path: refusal.path,
      existing: refusal.from === 'mutation' && refusal.existing,
    };
  };
  const reachable = () => ({ name: 'Ada Sample', email: `${randomUUID()}@networks.example` });

  it('holds: a draft needs a name, and to be submitted an address', async () => {
    const person = { name: 'Ada Sample' };
    expect(await create({ person })).toMatchObject({ id: expect.any(String) });
    expect(await create({ person, isSubmitted: true })).toMatchObject({
      code: 'INCOMPLETE',
      path: ['input', 'person', 'email'],
    });
  });

  it('holds: a refusal is not remembered, so what was mended goes under the same key', async () => {
    const idempotencyKey = randomUUID();
    const person = reachable();
    expect(await create({ idempotencyKey, person: { ...person, email: 'none' } })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { id } = await create({ idempotencyKey, person });
    expect(await create({ idempotencyKey, person })).toEqual({ id });
    expect(await create({ idempotencyKey, person: { ...person, name: 'Ada Muster' } })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('holds: a nomination that was withdrawn keeps its external reference', async () => {
    const externalReference = randomUUID();
    const { id = '' } = await create({ externalReference, person: reachable() });
    const answer = await client.mutate(WITHDRAW, { id, input: { version: 1 } });
    expect(answer.data).toEqual({ withdrawNomination: { nomination: { state: 'WITHDRAWN' }, errors: [] } });
    expect(await create({ externalReference, person: reachable() })).toEqual({
      code: 'EXTERNAL_REFERENCE_TAKEN',
      path: ['input', 'externalReference'],
      existing: { id },
    });
  });
});
