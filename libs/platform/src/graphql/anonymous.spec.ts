import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, post, send } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp();
});
afterAll(() => api.close());

const INTROSPECTION = '{ __schema { types { name fields { name type { name } } } } }';

describe('an anonymous caller', () => {
  it('gets a public field', async () => {
    const { status, data } = await ask(api.url, '{ whoAmI }');
    expect({ status, data }).toEqual({ status: 200, data: { whoAmI: 'anonymous at 127.0.0.1' } });
  });

  it.each([
    INTROSPECTION,
    '{ __type(name: "Talk") { name } }',
    '{ talk(id: "x") { id } ...S } fragment S on Query { __schema { queryType { name } } }',
  ])('gets no introspection: %s', async (query) => {
    const { status, codes, data, text } = await ask(api.url, query);
    expect({ status, codes, data }).toEqual({
      status: 403,
      codes: ['INTROSPECTION_DISABLED'],
      data: undefined,
    });
    expect(text).not.toContain('TalkConnection');
  });

  it('that sends the header of a token without one is nobody, as if it had sent none', async () => {
    const { status, data } = await ask(api.url, '{ whoAmI }', { headers: { authorization: '' } });
    expect({ status, data }).toEqual({ status: 200, data: { whoAmI: 'anonymous at 127.0.0.1' } });
  });

  it.each([
    ['POST', () => ask(api.url, '{ whoAmI }', { token: 'made-up' })],
    ['POST, beside a session', () => ask(api.url, '{ whoAmI }', { token: 'made-up', cookie: 'session' })],
    [
      'GET',
      () => send(`${api.url}/graphql?query={whoAmI}`, { headers: { authorization: 'Bearer made-up' } }),
    ],
    [
      'no token behind the scheme',
      () => ask(api.url, '{ whoAmI }', { headers: { authorization: 'Bearer' } }),
    ],
    [
      'more than a token',
      () => ask(api.url, '{ whoAmI }', { headers: { authorization: 'Bearer service service' } }),
    ],
    ['a query that cannot be read', () => ask(api.url, '{ whoAmI(', { token: 'made-up' })],
    ['a query that does not fit', () => ask(api.url, '{ nothing }', { token: 'made-up' })],
    ['another scheme', () => ask(api.url, INTROSPECTION, { headers: { authorization: 'Basic YTpi' } })],
  ])('whose token nobody issued hears so and nothing else: %s', async (_, asking) => {
    const { status, headers, errors, data } = await asking();
    expect({ status, demand: headers.get('www-authenticate'), errors, data }).toEqual({
      status: 401,
      demand: 'Bearer error="invalid_token"',
      errors: [
        {
          message:
            'The token is not valid (any more). Send one that is, as in "authorization: Bearer TOKEN", or none.',
          extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
        },
      ],
      data: undefined,
    });
  });

  // A browser sends the cookie by itself: nobody has chosen it, and the pages for everybody go on.
  it('whose session is over is nobody: what is for everybody is answered, the rest asks to sign in, without a challenge', async () => {
    const answers = [
      await ask(api.url, '{ whoAmI }', { cookie: 'over' }),
      await ask(api.url, '{ talks { nodes { id } } }', { cookie: 'over' }),
    ];
    expect(
      answers.map(({ status, headers, data, codes }) => [
        status,
        headers.get('www-authenticate'),
        data,
        codes,
      ]),
    ).toEqual([
      [200, null, { whoAmI: 'anonymous at 127.0.0.1' }, []],
      [200, null, null, ['UNAUTHENTICATED']],
    ]);
  });

  it('gets no introspection by a session cookie', async () => {
    const { codes } = await ask(api.url, INTROSPECTION, { cookie: 'session' });
    expect(codes).toEqual(['INTROSPECTION_DISABLED']);
  });

  it('gets no suggestion and no word of the schema', async () => {
    const { status, errors, text } = await ask(api.url, '{ tallks { nodes { idd } } talk { id } }');
    expect({ status, errors }).toEqual({
      status: 200,
      errors: [
        {
          message: 'The query does not fit the schema. Send a token that is valid to be told why.',
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.any(String) },
        },
      ],
    });
    expect(text).not.toMatch(/Did you mean|talks|Query/);
  });

  it('gets no text of a syntax error', async () => {
    const { errors } = await ask(api.url, '{ talk( }');
    expect(errors).toEqual([
      {
        message: 'The query cannot be read. Send a token that is valid to be told why.',
        extensions: { code: 'GRAPHQL_PARSE_FAILED', requestId: expect.any(String) },
      },
    ]);
  });

  it('gets no text of a coercion error', async () => {
    const query = 'query ($id: ID!) { talk(id: $id) { id } }';
    const { status, errors, text } = await ask(api.url, query, { variables: { id: { a: 'secret' } } });
    expect({ status, errors }).toEqual({
      status: 200,
      errors: [
        {
          message: 'The variables do not fit the query.',
          locations: expect.anything(),
          extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
        },
      ],
    });
    expect(text).not.toContain('secret');
  });

  it('gets no query by GET', async () => {
    const { status, codes, headers } = await send(`${api.url}/graphql?query={__typename}`, { method: 'GET' });
    expect({ status, codes, allow: headers.get('allow') }).toEqual({
      status: 405,
      codes: ['BAD_REQUEST'],
      allow: 'POST',
    });
  });

  it('gets no mutation by GET', async () => {
    const query = encodeURIComponent('mutation { renameTalk(id: "x", input: { title: "y" }) { count } }');
    const { status, data } = await send(`${api.url}/graphql?query=${query}`, { method: 'GET' });
    expect({ status, data }).toEqual({ status: 405, data: undefined });
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'gets no query by a form: %s',
    async (type) => {
      const { status, codes, data } = await post(api.url, 'query={__typename}', {
        headers: { 'content-type': type },
      });
      expect({ status, codes, data }).toEqual({ status: 415, codes: ['BAD_REQUEST'], data: undefined });
    },
  );

  it('gets no batch', async () => {
    const { status, data, text } = await post(
      api.url,
      JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    );
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(text).not.toContain('"__typename":');
  });

  it('gets one answer for many unknown directives', async () => {
    const { errors, data } = await ask(api.url, `query { __typename ${'@aa'.repeat(10)} }`);
    expect({ errors: errors.length, data }).toEqual({ errors: 1, data: undefined });
  });

  it.each(['/', '/graphql', '/graphiql', '/playground', '/console', '/altair', '/voyager'])(
    'gets no IDE at %s',
    async (path) => {
      const { text } = await send(`${api.url}${path}`, { method: 'GET', headers: { accept: 'text/html' } });
      expect(text).not.toMatch(/graphiql|playground|apollo|altair|voyager/i);
    },
  );

  it('gets no traces and no stack', async () => {
    const { text, headers } = await ask(api.url, '{ failing(how: "fault") }');
    expect(text).not.toMatch(/tracing|stack|node_modules|\.ts:|\.js:/);
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each([
    ['{ talks { nodes { id } } }', 'UNAUTHENTICATED'],
    ['{ auditorsOnly }', 'UNAUTHENTICATED'],
    ['mutation { renameTalk(id: "x", input: { title: "y" }) { count } }', 'UNAUTHENTICATED'],
  ])('is told to sign in: %s', async (query, code) => {
    const { status, codes, data } = await ask(api.url, query);
    expect({ status, codes, data }).toEqual({ status: 200, codes: [code], data: null });
  });
});

describe('a signed-in caller', () => {
  it('without the role is refused', async () => {
    const { errors, data } = await ask(api.url, '{ auditorsOnly }', { cookie: 'session' });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message: 'Your role does not allow this.',
        path: ['auditorsOnly'],
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
  });

  it('is told what is wrong with a query, without suggestions', async () => {
    const { errors } = await ask(api.url, '{ tallks { id } }', { cookie: 'session' });
    expect(errors.map(({ message }) => message)).toEqual(['Cannot query field "tallks" on type "Query".']);
  });

  it('with a token that may only read runs no mutation', async () => {
    const query = 'mutation { renameTalk(id: "x", input: { title: "y" }) { count } }';
    const usual = await ask(api.url, query, { token: 'read-only' });
    // By Apollo, which answers what the usual clients do not send.
    const negotiated = await ask(api.url, query, {
      token: 'read-only',
      headers: { accept: 'application/json;q=0.5, application/graphql-response+json' },
    });
    expect(
      [usual, negotiated].map(({ status, headers, codes, errors }) => ({
        status,
        demand: headers.get('www-authenticate'),
        codes,
        words: errors.map(({ message }) => message),
      })),
    ).toEqual(
      Array.from({ length: 2 }, () => ({
        status: 403,
        demand: 'Bearer error="insufficient_scope"',
        codes: ['FORBIDDEN'],
        words: ['This token only reads. Send one with the scope READ_AND_WRITE.'],
      })),
    );
  });

  it('who sends a token is not looked up by the cookie beside it', async () => {
    const { data } = await ask(api.url, '{ whoAmI }', { token: 'service', cookie: 'session' });
    expect(data).toEqual({ whoAmI: 'service via token at 127.0.0.1' });
  });

  it('who subscribes by POST is told how', async () => {
    const query = 'subscription { talkChanged(id: "mute") { id } }';
    const { status, errors, data } = await ask(api.url, query, { token: 'service' });
    expect({ status, errors, data }).toEqual({
      status: 400,
      errors: [
        {
          message:
            'Subscriptions come over WebSocket: connect to this address by the protocol graphql-transport-ws. Or send this request with `Accept: text/event-stream`, and events come as its answer.',
          extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) },
        },
      ],
      data: undefined,
    });
  });
});
