import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebSocket } from 'ws';
import { type SampleApp, sampleUser, startSampleApp } from '../testing/sample-app.js';
import { Conversation } from '../testing/conversation.js';

let api: SampleApp;
const open: Conversation[] = [];
beforeEach(async () => {
  api = await startSampleApp();
});
afterEach(async () => {
  for (const conversation of open.splice(0)) conversation.end();
  await api.close();
});

const ID = '0199aaaa-0000-7000-8000-000000000007';
const QUERY = 'subscription ($id: ID!) { talkChanged(id: $id) { id talk { title } } }';

async function converse(
  headers: Record<string, string> = {},
  protocol: string | undefined = 'graphql-transport-ws',
): Promise<Conversation> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, protocol ? [protocol] : [], {
    headers,
  });
  const conversation = new Conversation(socket);
  open.push(conversation);
  await conversation.opened();
  return conversation;
}

async function subscribed(authorization = 'Bearer service'): Promise<Conversation> {
  const conversation = await converse();
  conversation.say({ type: 'connection_init', payload: { authorization } });
  await conversation.hears('connection_ack');
  conversation.say({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id: ID } } });
  await conversation.settles();
  return conversation;
}

describe('a subscription', () => {
  it('tells each event with the row as it is', async () => {
    const conversation = await subscribed();
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.hears('next')).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { talkChanged: { id: ID, talk: { title: 'Talk 7 about openness' } } } },
    });
    api.events.publish('talk:another', 'another');
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.hears('next')).toMatchObject({
      payload: { data: { talkChanged: { id: ID } } },
    });
  });

  it('is authenticated by the session cookie of our own pages', async () => {
    const conversation = await converse({ cookie: 'plenary=session', origin: api.url });
    conversation.say({ type: 'connection_init' });
    expect(await conversation.hears('connection_ack')).toEqual({ type: 'connection_ack' });
  });

  it('shows only what the subscriber may see at that moment', async () => {
    const conversation = await subscribed();
    const blind = sampleUser('service', 'token', ['HOST_OFFICER']);
    api.authenticator.actors.set('service', {
      ...blind,
      grants: blind.grants.map((grant) => ({ ...grant, conferenceId: 'blind' })),
    });
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.hears('next')).toMatchObject({
      payload: { data: { talkChanged: { id: ID, talk: null } } },
    });
  });

  it('ends with 4403 at the first event after the grant was revoked', async () => {
    const conversation = await subscribed();
    api.authenticator.actors.set('service', sampleUser('service', 'token', ['PARTNER_VIEWER']));
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.closes()).toBe(4403);
    expect(conversation.heard('next')).toEqual([]);
  });

  it('ends with 4401 when the token is revoked, or is somebody else now', async () => {
    const first = await subscribed();
    api.authenticator.actors.delete('service');
    api.events.publish(`talk:${ID}`, ID);
    expect(await first.closes()).toBe(4401);
    api.authenticator.actors.set('service', sampleUser('service', 'token', ['HOST_OFFICER']));
    const second = await subscribed();
    api.authenticator.actors.set('service', sampleUser('another', 'token', ['HOST_OFFICER']));
    api.events.publish(`talk:${ID}`, ID);
    expect(await second.closes()).toBe(4401);
  });

  it('ends with 4403 when its field says that the subscriber may not hear this any more', async () => {
    const conversation = await subscribed();
    const officer = sampleUser('service', 'token', ['HOST_OFFICER']);
    api.authenticator.actors.set('service', {
      ...officer,
      grants: officer.grants.map((grant) => ({ ...grant, conferenceId: 'closed' })),
    });
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.closes()).toBe(4403);
    expect(conversation.heard('next')).toEqual([]);
  });

  it('ends with 4401 within half a minute of a revocation, even if nothing happens', async () => {
    jest.useFakeTimers({
      doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
    });
    try {
      const conversation = await subscribed();
      api.authenticator.actors.delete('service');
      // In steps, so that pings are answered between them.
      for (const ms of [12_000, 12_000, 5_999]) {
        jest.advanceTimersByTime(ms);
        await conversation.settles();
      }
      jest.advanceTimersByTime(1);
      expect(await conversation.closes()).toBe(4401);
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells that the service is away, and goes on afterwards', async () => {
    const conversation = await subscribed();
    api.authenticator.failure = Object.assign(new Error('gone'), { code: '57P01' });
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.hears('next')).toMatchObject({
      payload: { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
    });
    api.authenticator.failure = undefined;
    api.events.publish(`talk:${ID}`, ID);
    expect(await conversation.hears('next')).toMatchObject({
      payload: { data: { talkChanged: { id: ID } } },
    });
  });

  it('is forgotten when the client completes it', async () => {
    const conversation = await subscribed();
    conversation.say({ id: '1', type: 'complete' });
    await conversation.settles();
    api.events.publish(`talk:${ID}`, ID);
    await conversation.settles();
    expect(conversation.heard('next')).toEqual([]);
  });

  it('is refused to a role that may not have it', async () => {
    const conversation = await converse({ cookie: 'plenary=viewer', origin: api.url });
    conversation.say({ type: 'connection_init' });
    await conversation.hears('connection_ack');
    conversation.say({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id: ID } } });
    expect(await conversation.hears('next')).toMatchObject({
      payload: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
  });

  it.each([
    ['a query', '{ whoAmI }', 'INVALID_INPUT'],
    ['a mutation', 'mutation { renameTalk(id: "x", input: { title: "y" }) { count } }', 'INVALID_INPUT'],
    ['a syntax error', 'subscription {', 'BAD_USER_INPUT'],
    ['an unknown field', 'subscription { nothing }', 'BAD_USER_INPUT'],
    [
      'too many directives',
      `subscription { talkChanged(id: "x") { ${Array.from({ length: 11 }, (_, i) => `a${i}: id @include(if: true)`).join(' ')} } }`,
      'QUERY_TOO_COMPLEX',
    ],
  ])('is answered with an error when it is %s', async (_name, query, code) => {
    const conversation = await subscribed();
    conversation.say({ id: '2', type: 'subscribe', payload: { query } });
    expect(await conversation.hears('error')).toMatchObject({ id: '2', payload: [{ extensions: { code } }] });
  });

  it('is one of at most 20 of its connection', async () => {
    const conversation = await subscribed();
    for (let id = 2; id <= 21; id += 1) {
      conversation.say({
        id: String(id),
        type: 'subscribe',
        payload: { query: QUERY, variables: { id: ID } },
      });
    }
    expect(await conversation.hears('error')).toMatchObject({
      id: '21',
      payload: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
  });
});

describe('a connection', () => {
  it('is closed with 4400 on a message that is none', async () => {
    const conversation = await converse();
    conversation.sayText('not a message');
    expect(await conversation.closes()).toBe(4400);
  });

  it('is closed with 4401 when it subscribes before it was acknowledged', async () => {
    const conversation = await converse();
    conversation.say({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id: ID } } });
    expect(await conversation.closes()).toBe(4401);
  });

  it.each([
    [4403, 'without a token', undefined],
    [4403, 'with something else in its place', { authorization: 1 }],
    // As after an hour without a network: with another code clients would come back for ever.
    [4401, 'with a token that does not hold', { authorization: 'Bearer made-up' }],
  ])('is closed with %i %s, and told how to give one', async (code, _what, payload) => {
    const conversation = await converse();
    conversation.say({ type: 'connection_init', payload });
    expect(await conversation.closes()).toBe(code);
    expect(conversation.closeReason).toContain('{"authorization": "Bearer TOKEN"}');
  });

  it.each(['authorization', 'Authorization'])('takes the token under the name %s', async (name) => {
    const conversation = await converse();
    conversation.say({ type: 'connection_init', payload: { [name]: 'Bearer service' } });
    expect(await conversation.hears('connection_ack')).toMatchObject({ type: 'connection_ack' });
  });

  it('is closed with 4406 without our protocol', async () => {
    const conversation = await converse({}, '');
    expect(await conversation.closes()).toBe(4406);
  });

  it('is closed with 4408 when it says nothing', async () => {
    const conversation = await converse();
    expect(await conversation.closes()).toBe(4408);
  });

  it('is closed with 4409 on a second subscription of one id', async () => {
    const conversation = await subscribed();
    conversation.say({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { id: ID } } });
    expect(await conversation.closes()).toBe(4409);
  });

  it('is closed with 4429 on a second connection_init', async () => {
    const conversation = await subscribed();
    conversation.say({ type: 'connection_init', payload: { authorization: 'Bearer service' } });
    expect(await conversation.closes()).toBe(4429);
  });

  it('is told to come back when nobody can be authenticated', async () => {
    api.authenticator.failure = Object.assign(new Error('gone'), { code: '57P01' });
    const conversation = await converse();
    conversation.say({ type: 'connection_init', payload: { authorization: 'Bearer service' } });
    expect(await conversation.closes()).toBe(1013);
  });

  it('is cut on a message larger than 100 kB', async () => {
    const conversation = await subscribed();
    conversation.sayText(`{"type":"ping","payload":{"x":"${'x'.repeat(200_000)}"}}`);
    expect([1006, 1009]).toContain(await conversation.closes());
  });

  it('answers pings', async () => {
    const conversation = await converse();
    conversation.say({ type: 'ping', payload: { n: 1 } });
    expect(await conversation.hears('pong')).toEqual({ type: 'pong', payload: { n: 1 } });
  });

  it.each([
    ['another site', { cookie: 'plenary=session', origin: 'https://evil.example' }],
    ['a page that says so', { cookie: 'plenary=session', 'sec-fetch-site': 'cross-site' }],
  ])('is refused from %s', async (_name, headers) => {
    await expect(converse(headers)).rejects.toThrow('403');
  });

  it('is told that the service restarts when the process stops', async () => {
    const conversation = await subscribed();
    await api.close();
    expect(await conversation.closes()).toBe(1012);
    api = await startSampleApp();
  });
});
