import { describe, expect, it } from '@jest/globals';
import { PlenaryClient, UnexpectedAnswer, Unreachable } from './index.js';
import { graphql } from './graphql.js';
import { scriptedService, type Step } from './testing/scripted-service.js';

const PERSON = graphql('fragment Named on Person { name }');
const KEY = graphql('fragment Key on Nomination { id version person { ...Named } }', [PERSON]);
const READ = graphql('query Read($id: ID!) { nomination(id: $id) { ...Key person { ...Named } } }', [
  KEY,
  PERSON,
]);
const WITHDRAW = graphql(
  `
    mutation Withdraw($id: ID!, $input: WithdrawNominationInput!) {
      withdrawNomination(id: $id, input: $input) {
        nomination {
          ...Key
        }
        errors {
          code
          message
          path
          currentVersion
        }
      }
    }
  `,
  [KEY],
);

const nomination = { id: 'N', version: 3, person: { name: 'Ada Sample' } };
const READ_WELL: Step = {
  body: { data: { nomination }, extensions: { cost: { asked: 13, left: 99_987 } } },
  headers: { 'x-request-id': 'R' },
};
const WITHDRAWN: Step = { body: { data: { withdrawNomination: { nomination, errors: [] } } } };
const BUSY: Step = {
  status: 503,
  headers: { 'retry-after': '7' },
  body: { errors: [{ message: 'Busy', extensions: { code: 'BUSY' } }] },
};
const clientOf = (...steps: readonly Step[]) => {
  const service = scriptedService(...steps);
  return { ...service, client: new PlenaryClient(service.options) };
};
const keysOf = (sent: readonly { body: string }[]): unknown[] =>
  sent.map(({ body }) => (JSON.parse(body) as { variables: { input: object } }).variables.input);

describe('a document', () => {
  it('has each fragment that it spreads once, those of its fragments too', async () => {
    const { client, sent } = clientOf(READ_WELL);
    await client.query(READ, { id: 'N' });
    const { query } = JSON.parse(sent[0]?.body ?? '') as { query: string };
    expect(query.match(/fragment \w+/g)).toEqual(['fragment Key', 'fragment Named']);
  });

  it('of this package says so to a client that looks for a tree', () => {
    expect(() => READ.definitions).toThrow('a text for PlenaryClient');
  });

  it('that is a tree is refused before anything is sent', async () => {
    const { client, sent } = clientOf(READ_WELL);
    await expect(client.query({ kind: 'Document' } as object, {})).rejects.toThrow(/print\(document\)/);
    expect(sent).toEqual([]);
  });
});

describe('a query', () => {
  it('gives its data, what it cost and the name of the request', async () => {
    const { client, sent } = clientOf(READ_WELL);
    expect(await client.query(READ, { id: 'N' })).toEqual({
      isRefused: false,
      data: { nomination },
      cost: { asked: 13, left: 99_987 },
      requestId: 'R',
    });
    expect(sent).toMatchObject([
      { url: 'https://conference.example/graphql', token: 'Bearer plenary_sample' },
    ]);
  });

  it('that is refused gives the code, the place in the request, and what was answered all the same', async () => {
    const error = {
      message: 'There is none.',
      path: ['nomination', 'history'],
      extensions: { code: 'NOT_FOUND', inputPath: ['id'] },
    };
    const { client } = clientOf({ body: { data: { nomination: null }, errors: [error] } });
    expect(await client.query(READ, { id: 'N' })).toMatchObject({
      isRefused: true,
      refusals: [
        {
          from: 'response',
          code: 'NOT_FOUND',
          message: 'There is none.',
          path: ['id'],
          field: 'nomination.history',
          status: 200,
        },
      ],
      data: { nomination: null },
    });
  });

  it('with a token that does not hold is refused at once', async () => {
    const { client, sent } = clientOf({
      status: 401,
      body: { errors: [{ message: 'Sign in', extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect(await client.query(READ, { id: 'N' })).toMatchObject({
      refusals: [{ code: 'UNAUTHENTICATED', status: 401 }],
    });
    expect(sent).toHaveLength(1);
  });
});

describe('a mutation', () => {
  it('that is refused gives the code and the figures that the document selects', async () => {
    const refused = {
      code: 'VERSION_CONFLICT',
      message: 'Moved',
      path: ['input', 'version'],
      currentVersion: 4,
    };
    const { client } = clientOf({
      body: { data: { withdrawNomination: { nomination: null, errors: [refused] } } },
    });
    const answer = await client.mutate(WITHDRAW, { id: 'N', input: { version: 3 } });
    expect(answer).toMatchObject({ isRefused: true });
    if (!answer.isRefused || answer.refusals[0].from !== 'mutation') throw new Error('Not refused');
    const { code, currentVersion, field }: { code: string; currentVersion: number | null; field: string } =
      answer.refusals[0];
    expect({ code, currentVersion, field }).toEqual({
      code: 'VERSION_CONFLICT',
      currentVersion: 4,
      field: 'withdrawNomination',
    });
  });

  it('is sent again under one key until it is answered, and another one has another key', async () => {
    const { client, sent, waited } = clientOf('network fails', BUSY, { text: '{"da' }, WITHDRAWN);
    expect(await client.mutate(WITHDRAW, { id: 'N', input: { version: 3 } })).toMatchObject({
      isRefused: false,
      data: { withdrawNomination: { nomination } },
    });
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(keysOf(sent)[0]).toEqual({ version: 3, idempotencyKey: expect.stringMatching(/^[\w-]{36}$/) });
    expect(waited).toHaveLength(3);
    await client.mutate(WITHDRAW, { id: 'N', input: { version: 3 } });
    expect(sent.at(-1)?.body).not.toBe(sent[0]?.body);
  });

  it('bears the key that it was given', async () => {
    const { client, sent } = clientOf(WITHDRAWN);
    await client.mutate(WITHDRAW, { id: 'N', input: { version: 3, idempotencyKey: 'mine' } });
    expect(keysOf(sent)).toEqual([{ version: 3, idempotencyKey: 'mine' }]);
  });

  it('that never reached its field says so as a query does', async () => {
    const { client } = clientOf({
      status: 403,
      body: { errors: [{ message: 'Only reads', extensions: { code: 'FORBIDDEN' } }] },
    });
    expect(await client.mutate(WITHDRAW, { id: 'N', input: { version: 3 } })).toMatchObject({
      isRefused: true,
      refusals: [{ from: 'response', code: 'FORBIDDEN', status: 403, path: [] }],
    });
  });

  it('whose document does not ask why it was refused is a mistake of the program', async () => {
    const { client } = clientOf({ body: { data: { withdrawNomination: { nomination: null } } } });
    const blind = 'mutation { withdrawNomination(id: "N", input: {}) { nomination { id } } }';
    await expect(
      client.mutate(blind as unknown as typeof WITHDRAW, { id: 'N', input: { version: 3 } }),
    ).rejects.toThrow('Select errors { code message path } in withdrawNomination');
  });
});

describe('a request that is not answered', () => {
  it('is sent again after what Retry-After says, in seconds or as a time, and after growing pauses where nothing is said', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const { client, waited } = clientOf(
      BUSY,
      { status: 429, headers: { 'retry-after': inAMinute }, body: { errors: [] } },
      { status: 502, text: '<html>' },
      { status: 500, text: 'upstream' },
      READ_WELL,
    );
    await client.query(READ, { id: 'N' });
    expect(waited[0]).toBe(7_000);
    expect(waited[1]).toBeGreaterThan(55_000);
    expect(waited[1]).toBeLessThanOrEqual(60_000);
    expect(waited[2]).toBeGreaterThanOrEqual(4_000);
    expect(waited[2]).toBeLessThanOrEqual(4_800);
    expect(waited[3]).toBeGreaterThanOrEqual(8_000);
  });

  it('ends after the last try: with the refusal where the service gives one, and an error where there is none', async () => {
    const busy = clientOf(BUSY);
    expect(await busy.client.query(READ, { id: 'N' })).toMatchObject({
      refusals: [{ code: 'BUSY', status: 503, retryAfter: 7 }],
    });
    expect(busy.sent).toHaveLength(9);
    expect(busy.waited).toEqual(Array(8).fill(7_000));
    const away = scriptedService('network fails');
    const failed = await new PlenaryClient({ ...away.options, mostRetries: 2 })
      .query(READ, { id: 'N' })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Unreachable);
    expect(failed).toMatchObject({ tries: 3, cause: { message: 'fetch failed' } });
    expect((failed as Error).message).not.toContain('plenary_');
    expect(away.sent).toHaveLength(3);
  });

  it('is not waited for where the service asks for longer than may be waited', async () => {
    const { client, sent, waited } = clientOf({ ...BUSY, headers: { 'retry-after': '301' } });
    expect(await client.query(READ, { id: 'N' })).toMatchObject({ refusals: [{ retryAfter: 301 }] });
    expect([sent.length, waited]).toEqual([1, []]);
  });

  it.each([429, 502, 503, 504])('is sent again after %d with an answer in JSON too', async (status) => {
    const { client, sent } = clientOf({ status, body: { errors: [{ message: 'Away' }] } }, READ_WELL);
    expect(await client.query(READ, { id: 'N' })).toMatchObject({ isRefused: false });
    expect(sent).toHaveLength(2);
  });

  it('ends when its signal says so, between two tries too', async () => {
    const stop = new AbortController();
    const service = scriptedService('network fails');
    const client = new PlenaryClient({
      ...service.options,
      pause: async (_milliseconds, signal) => {
        stop.abort(new Error('Stopped'));
        signal?.throwIfAborted();
      },
    });
    await expect(client.query(READ, { id: 'N' }, { signal: stop.signal })).rejects.toThrow('Stopped');
    expect(service.sent).toHaveLength(1);
  });

  it.each([301, 404])(
    'is not sent again, nor elsewhere, where the address is a wrong one: %d',
    async (status) => {
      const { client, sent } = clientOf({
        status,
        text: '<html>',
        headers: { location: 'https://elsewhere.example' },
      });
      await expect(client.query(READ, { id: 'N' })).rejects.toThrow(UnexpectedAnswer);
      expect(sent).toMatchObject([{ redirect: 'manual' }]);
    },
  );

  it('asks for the token before each try', async () => {
    const service = scriptedService('network fails', READ_WELL);
    let made = 0;
    const client = new PlenaryClient({ ...service.options, token: async () => `token-${++made}` });
    await client.query(READ, { id: 'N' });
    expect(service.sent.map(({ token }) => token)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });
});
