import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { Conversation } from '../testing/conversation.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

const SUBSCRIBE = 'subscription ($id: ID!) { talkChanged(id: $id) { id } }';

let api: SampleApp;
const open: Conversation[] = [];
beforeEach(async () => {
  api = await startSampleApp({
    trustedProxies: ['127.0.0.1'],
    sockets: { ofAddress: 4, ofUser: 2, subscriptionsOfSocket: 2, subscriptionsOfUser: 3 },
  });
});
afterEach(async () => {
  for (const conversation of open.splice(0)) conversation.end();
  await api.close();
});

async function converse(headers: Record<string, string> = {}): Promise<Conversation> {
  const address = `${api.url.replace('http', 'ws')}/graphql`;
  const conversation = new Conversation(new WebSocket(address, ['graphql-transport-ws'], { headers }));
  open.push(conversation);
  await conversation.opened();
  return conversation;
}

async function connected(token: string, headers: Record<string, string> = {}): Promise<Conversation> {
  const conversation = await converse(headers);
  conversation.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await conversation.hears('connection_ack');
  return conversation;
}

const subscribe = (conversation: Conversation, id: string): void =>
  conversation.say({ id, type: 'subscribe', payload: { query: SUBSCRIBE, variables: { id } } });

async function refused(conversation: Conversation): Promise<unknown> {
  const { payload } = await conversation.hears('error');
  const [error] = payload as { message: string; extensions: { code: string } }[];
  return [error?.extensions.code, error?.message];
}

describe('connections', () => {
  it('of one user are limited: one too many is closed with 4429, in words', async () => {
    const first = await connected('service');
    await connected('service');
    const third = await converse();
    third.say({ type: 'connection_init', payload: { authorization: 'Bearer service' } });
    expect([await third.closes(), third.closeReason]).toEqual([
      4429,
      'Have at most 2 connections open; one carries many subscriptions',
    ]);
    // Others go on, and there is room again once one is closed.
    await connected('read-only');
    first.end();
    await first.closes();
    await connected('service', { 'x-forwarded-for': '203.0.113.9' });
  });

  it('from one address are limited: one too many is refused with 429', async () => {
    const from = (address: string) => converse({ 'x-forwarded-for': address });
    const [first] = await Promise.all(['1', '2', '3', '4'].map((end) => from(`2001:db8:0:1::${end}`)));
    await expect(from('2001:db8:0:1::5')).rejects.toThrow('429');
    await from('203.0.113.9');
    first?.end();
    await first?.closes();
    await from('2001:db8:0:1::5');
  });
});

describe('subscriptions', () => {
  it('of one connection are limited', async () => {
    const conversation = await connected('service');
    for (const id of ['1', '2', '3']) subscribe(conversation, id);
    expect(await refused(conversation)).toEqual([
      'RATE_LIMITED',
      'Have at most 2 subscriptions on one connection.',
    ]);
  });

  it('of one user are limited over all connections, and ended ones are not counted', async () => {
    const [first, second] = [await connected('service'), await connected('service')];
    for (const id of ['1', '2']) subscribe(first, id);
    subscribe(second, '3');
    await first.settles();
    await second.settles();
    subscribe(second, '4');
    expect(await refused(second)).toEqual(['RATE_LIMITED', 'Have at most 3 subscriptions at a time.']);
    first.say({ id: '1', type: 'complete' });
    await first.settles();
    subscribe(second, '5');
    await second.settles();
    api.events.publish('talk:5', '5');
    expect(await second.hears('next')).toMatchObject({
      id: '5',
      payload: { data: { talkChanged: { id: '5' } } },
    });
    first.end();
    await first.closes();
    const third = await connected('service');
    subscribe(third, '6');
    await third.settles();
    expect(third.heard('error')).toEqual([]);
  });

  it("that cannot begin, by a fault of ours, take nobody's room, and their client hears of it", async () => {
    const conversation = await connected('service');
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      conversation.say({
        id: `mute-${attempt}`,
        type: 'subscribe',
        payload: { query: SUBSCRIBE, variables: { id: 'mute' } },
      });
      expect(await conversation.hears('next')).toMatchObject({
        id: `mute-${attempt}`,
        payload: { errors: [{ extensions: { code: 'INTERNAL' } }] },
      });
      await conversation.hears('complete');
    }
    subscribe(conversation, '1');
    await conversation.settles();
    api.events.publish('talk:1', '1');
    expect(await conversation.hears('next')).toMatchObject({ id: '1' });
    expect(conversation.heard('error')).toEqual([]);
  });
});
