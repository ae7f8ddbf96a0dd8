import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { drain } from '#libs/testing';
import { EventStreams } from './event-streams.js';
import { type SampleApp, sampleUser, startSampleApp } from '../testing/sample-app.js';

const ID = '0199aaaa-0000-7000-8000-000000000007';
const QUERY = 'subscription ($id: ID!) { talkChanged(id: $id) { id talk { title } } }';
const SERVICE = { authorization: 'Bearer service' };

let api: SampleApp;
const open: AbortController[] = [];
beforeEach(async () => {
  api = await startSampleApp();
});
afterEach(async () => {
  for (const controller of open.splice(0)) controller.abort();
  await api.close();
});

interface Stream {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  /** Everything that came so far, as it came. */
  readonly text: () => string;
  readonly isOver: () => boolean;
  leave(): void;
}

async function stream(
  headers: Readonly<Record<string, string>>,
  body: object = { query: QUERY, variables: { id: ID } },
  accept = 'text/event-stream',
): Promise<Stream> {
  const controller = new AbortController();
  open.push(controller);
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify(body),
    signal: controller.signal,
  });
  let text = '';
  let isOver = false;
  const reading = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      text += decoder.decode(chunk);
  };
  void reading()
    .catch(() => undefined)
    .finally(() => (isOver = true));
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text: () => text,
    isOver: () => isOver,
    leave: () => controller.abort(),
  };
}

const comes = (one: Stream, words: string): Promise<unknown> =>
  drain(() => one.text().includes(words), { what: words, progress: one.text });
const EVENT = `event: next\ndata: {"data":{"talkChanged":{"id":"${ID}","talk":{"title":"Talk 7 about openness"}}}}\n\n`;

describe('a subscription by server-sent events', () => {
  it('is answered by a stream that begins at once, tells each event and ends with the service', async () => {
    const one = await stream(SERVICE);
    expect([one.status, one.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await comes(one, ':\n\n');
    api.events.publish(`talk:${ID}`, ID);
    await comes(one, EVENT);
    api.events.publish('talk:another', 'another');
    api.events.publish(`talk:${ID}`, ID);
    await drain(() => one.text() === `:\n\n${EVENT}${EVENT}`, { what: 'both events and nothing else' });
  });

  it('carries the headers of every answer, and is kept by nobody on the way', async () => {
    const { signal } = new AbortController();
    const response = await fetch(
      `${api.url}/graphql?query=${encodeURIComponent(QUERY)}&variables={"id":"${ID}"}`,
      {
        headers: { accept: 'text/event-stream', ...SERVICE },
        signal,
      },
    );
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await response.body?.cancel();
  });

  it('says that its token does not hold any more, and ends', async () => {
    const one = await stream(SERVICE);
    api.authenticator.actors.delete('service');
    api.events.publish(`talk:${ID}`, ID);
    await drain(one.isOver, { what: 'the end' });
    expect(one.text()).toMatch(
      /^:\n\nevent: next\ndata: \{"errors":\[\{"message":"Sign in first[^\n]*"extensions":\{"code":"UNAUTHENTICATED","requestId":"[\w-]+"\}\}\]\}\n\nevent: complete\ndata: \n\n$/,
    );
  });

  it('says that its field may not be heard any more, and ends', async () => {
    const one = await stream(SERVICE);
    api.authenticator.actors.set('service', sampleUser('service', 'token', ['PARTNER_VIEWER']));
    api.events.publish(`talk:${ID}`, ID);
    await drain(one.isOver, { what: 'the end' });
    expect(one.text()).toContain('"code":"FORBIDDEN"');
    expect(one.text()).not.toContain('openness');
  });

  it('has a comment every twelve seconds, so that no proxy cuts it', async () => {
    jest.useFakeTimers({
      doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
    });
    try {
      const one = await stream(SERVICE);
      await comes(one, ':\n\n');
      jest.advanceTimersByTime(24_000);
      await drain(() => one.text() === ':\n\n:\n\n:\n\n', { what: 'two more comments', progress: one.text });
    } finally {
      jest.useRealTimers();
    }
  });

  it('counts among the connections of its user, and gives its place back', async () => {
    const all: Stream[] = [];
    for (let count = 0; count < 20; count += 1) all.push(await stream(SERVICE));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    const more = await stream(SERVICE);
    expect([more.status, more.type]).toEqual([429, 'application/json; charset=utf-8']);
    await comes(more, '"code":"RATE_LIMITED"');
    all[0]?.leave();
    await drain(async () => (await stream(SERVICE)).status === 200, { what: 'a place' });
  });

  it.each([
    ['without a credential', {}, { query: QUERY, variables: { id: ID } }, 400, 'UNAUTHENTICATED'],
    ['with one that does not hold', { authorization: 'Bearer x' }, { query: QUERY }, 401, 'UNAUTHENTICATED'],
    ['of a query', SERVICE, { query: '{ talks { nodes { id } } }' }, 400, 'INVALID_INPUT'],
    ['of no text at all', SERVICE, {}, 400, ''],
    [
      'that leaves its field out',
      SERVICE,
      { query: 'subscription { talkChanged(id: 1) @skip(if: true) { id } }' },
      400,
      'INVALID_INPUT',
    ],
  ])('is refused in words %s', async (_case, headers, body, status, code) => {
    const one = await stream(headers, body);
    expect(one.type).toBe('application/json; charset=utf-8');
    await comes(one, code === '' ? 'errors' : `"code":"${code}"`);
    expect(one.status).toBe(status);
    expect(one.text()).not.toMatch(/destructure|undefined|TypeError/);
  });
});

describe('a subscription that is posted for an answer of another kind', () => {
  it.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'is refused in words that say both ways, for %s',
    async (accept) => {
      const one = await stream(SERVICE, undefined, accept);
      await comes(one, 'Accept: text/event-stream');
      expect(one.status).toBe(400);
      expect(one.text()).toContain('graphql-transport-ws');
      expect(one.text()).not.toMatch(/destructure|undefined/);
    },
  );
});

describe('a query of a client that takes streams beside JSON', () => {
  // What urql sends.
  const accept =
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

  it('is answered as JSON', async () => {
    const one = await stream(SERVICE, { query: '{ whoAmI }' }, accept);
    await comes(one, '"data":{"whoAmI"');
    expect(one.status).toBe(200);
    expect(one.type).toMatch(/json/);
  });
});

describe('streams', () => {
  it.each([
    ['that begin', { query: QUERY, variables: { id: ID } }, 200],
    ['that are refused', { query: 'subscription { nothing }' }, 400],
  ])('%s say what is left to the caller, like other answers', async (_which, body, status) => {
    const { status: answered, headers } = await stream(SERVICE, body);
    expect(answered).toBe(status);
    expect(headers.get('ratelimit-policy')).toMatch(/^"caller";q=\d+;w=\d+$/);
    expect(headers.get('ratelimit')).toMatch(/^"caller";r=\d+;t=\d+$/);
  });

  it('do not begin any more once the server closes: it would wait for their end', async () => {
    const streams = new EventStreams({} as never);
    streams.close();
    await expect(streams.answer({} as never, {} as never, {}, () => undefined)).rejects.toMatchObject({
      status: 503,
      retryAfter: 1,
    });
  });

  it('from one address are limited together with its sockets: one too many is refused in words', async () => {
    await api.close();
    api = await startSampleApp({ sockets: { ofAddress: 2 } });
    const first = await stream(SERVICE);
    await stream({ authorization: 'Bearer read-only' });
    const third = await stream(SERVICE);
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30']);
    await drain(() => third.text() !== '', { what: 'the refusal' });
    expect(third.text()).toContain('Too many connections from your network are open');
    // There is room again once one has ended.
    first.leave();
    await drain(async () => (await stream(SERVICE)).status === 200, { what: 'room for another' });
  });
});
