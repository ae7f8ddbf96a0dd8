import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { CANARY } from '../testing/sample-resolver.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp();
});
afterAll(async () => {
  await api.close();
  expect(api.log()).not.toContain('X1234567');
});

const failing = (how: string, token = 'service') =>
  ask(api.url, 'query ($how: String!) { failing(how: $how) }', { token, variables: { how } });

describe('a fault', () => {
  it.each(['fault', 'constraint', 'text'])('is masked, with an id that is in the log: %s', async (how) => {
    const { status, errors, data, text } = await failing(how);
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(errors).toMatchObject([
      { message: 'Something went wrong on our side.', path: ['failing'], extensions: { code: 'INTERNAL' } },
    ]);
    expect(text).not.toContain(CANARY);
    const id = String(errors[0]?.extensions?.correlationId);
    const line =
      api
        .log()
        .split('\n')
        .find((one) => one.includes(id)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', at: 'failing', correlationId: id });
  });

  it('carries the id that the client gave its request', async () => {
    const { errors } = await ask(api.url, '{ failing(how: "fault") }', {
      headers: { 'x-request-id': 'from-the-proxy-1' },
    });
    expect(errors[0]?.extensions?.correlationId).toBe('from-the-proxy-1');
  });

  it('of the database is 503, to be tried again', async () => {
    const { status, headers, codes, text } = await failing('database');
    expect({ status, retry: headers.get('retry-after'), codes }).toEqual({
      status: 503,
      retry: '2',
      codes: ['SERVICE_UNAVAILABLE'],
    });
    expect(text).not.toContain(CANARY);
  });

  it('of a disk that is full is 503 with a code of its own, and says what is wrong', async () => {
    const { status, headers, codes, errors, text } = await failing('disk');
    expect({ status, retry: headers.get('retry-after'), codes }).toEqual({
      status: 503,
      retry: '60',
      codes: ['DISK_FULL'],
    });
    expect(errors[0]?.message).toMatch(/^The disk of the server is full, so nothing can be saved\./);
    expect(text).not.toContain(CANARY);
  });

  it('of a commit that nobody answered says that the same key is safe', async () => {
    const { status, errors } = await failing('commit');
    expect(status).toBe(503);
    expect(errors[0]?.message).toContain('same idempotency key');
  });

  it('of a commit within a mutation is told the same way', async () => {
    const query = 'mutation { renameTalk(id: "x", input: { title: "commit" }) { count errors { code } } }';
    const { status, codes } = await ask(api.url, query, { token: 'service' });
    expect({ status, codes }).toEqual({ status: 503, codes: ['SERVICE_UNAVAILABLE'] });
  });

  it('while nobody can be authenticated is 503', async () => {
    api.authenticator.failure = Object.assign(new Error(CANARY), { code: 'ECONNREFUSED' });
    const { status, codes, headers } = await ask(api.url, '{ whoAmI }', { token: 'service' });
    api.authenticator.failure = undefined;
    expect({ status, codes, retry: headers.get('retry-after') }).toEqual({
      status: 503,
      codes: ['SERVICE_UNAVAILABLE'],
      retry: '2',
    });
  });
});

describe('an error of the request itself', () => {
  it('is kept by no cache, like every other answer', async () => {
    const { headers } = await ask(api.url, '{ nothing }');
    expect(headers.get('cache-control')).toBe('no-store, private');
  });
});

describe('an error of variables', () => {
  const RENAME = `mutation ($id: ID!, $input: RenameTalkInput!) { renameTalk(id: $id, input: $input) { count } }`;
  it.each([
    [{ input: { title: 'x' } }, 'Variable "$id" of required type "ID!" was not provided.', ['id']],
    [
      { id: 'x', input: {} },
      'Variable "$input": Field "title" of required type "String!" was not provided.',
      ['input', 'title'],
    ],
    [
      { id: 'x', input: { title: 7 } },
      'Variable "$input" at "input.title": String cannot represent a non string value: 7',
      ['input', 'title'],
    ],
    [
      { id: 'x', input: { title: 'x', titel: 1 } },
      'Variable "$input": Field "titel" is not defined by type "RenameTalkInput".',
      ['input', 'titel'],
    ],
  ])('names the variable and the field: %j', async (variables, message, inputPath) => {
    const { errors } = await ask(api.url, RENAME, { token: 'service', variables });
    expect(errors[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      inputPath,
      requestId: expect.any(String),
    });
    expect(errors[0]?.message).toBe(message);
    expect(errors[0]?.path).toBeUndefined();
  });
});

describe('a refusal in a query', () => {
  it('stands at its place in the response, by the name that the client gave it; the place in the input is beside it', async () => {
    const query = '{ mine: failing(how: "refusal") }';
    const { errors } = await ask(api.url, query, { token: 'service' });
    expect(errors).toMatchObject([{ path: ['mine'], extensions: { code: 'NOT_FOUND', inputPath: ['id'] } }]);
  });

  it.each([
    ['refusal', 'NOT_FOUND', 'There is no such talk, or you may not see it.'],
    ['forbidden', 'FORBIDDEN', 'Only the host may do this.'],
    ['invalid', 'INVALID_INPUT', 'Use at most 10 characters.'],
    ['many', 'INVALID_INPUT', 'The input is not valid.'],
    ['nul', 'INVALID_INPUT', 'Contains a character that cannot be kept.'],
  ])('is told as it stands: %s', async (how, code, message) => {
    const { status, errors } = await failing(how);
    expect(status).toBe(200);
    expect(errors).toMatchObject([{ message, extensions: { code } }]);
  });

  it('names the place of a mistake in the input, and of several every one', async () => {
    expect((await failing('invalid')).errors[0]?.extensions).toEqual({
      code: 'INVALID_INPUT',
      requestId: expect.any(String),
      inputPath: ['input', 'title'],
    });
    expect((await failing('many')).errors[0]?.extensions).toEqual({
      code: 'INVALID_INPUT',
      requestId: expect.any(String),
      inputPath: ['input', 'title'],
      problems: [
        { message: 'Use at most 10 characters.', inputPath: ['input', 'title'] },
        { message: 'Choose a room.', inputPath: ['input', 'room'] },
      ],
    });
  });
});

describe('a refusal in a mutation', () => {
  const rename = (title: string, id = 'x') =>
    ask(
      api.url,
      'mutation ($id: ID!, $title: String!) { renameTalk(id: $id, input: { title: $title }) { count talk { title } errors { code message path takenBy { id } } } }',
      { token: 'service', variables: { id, title } },
    );

  it('is an entry of the payload, with the extras that were declared and no others', async () => {
    const { data, text } = await rename('taken');
    expect(data).toEqual({
      renameTalk: {
        count: 0,
        talk: null,
        errors: [
          {
            code: 'EXTERNAL_REFERENCE_TAKEN',
            message: 'Choose another title.',
            path: ['input', 'title'],
            takenBy: { id: '0199aaaa-0000-7000-8000-000000000000' },
          },
        ],
      },
    });
    expect(text).not.toContain(CANARY);
  });

  it('tells all mistakes of an input', async () => {
    const { data } = await rename('invalid');
    expect(data).toMatchObject({
      renameTalk: { errors: [{ code: 'INVALID_INPUT', path: ['input', 'title'] }] },
    });
  });

  it('with a code that the mutation does not declare is a fault', async () => {
    const { data, codes } = await rename('forbidden');
    expect({ data, codes }).toEqual({ data: null, codes: ['INTERNAL'] });
    expect(api.log()).toContain('RenameTalk does not declare the refusal FORBIDDEN');
  });

  it('is absent when the mutation succeeds', async () => {
    const { data } = await rename('New title', '0199aaaa-0000-7000-8000-000000000001');
    expect(data).toEqual({ renameTalk: { count: 1, talk: { title: 'New title' }, errors: [] } });
  });
});
