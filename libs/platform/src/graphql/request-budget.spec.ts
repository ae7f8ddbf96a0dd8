import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { ANONYMOUS } from '#libs/kernel';
import { ask, type Asked, send } from '../testing/ask.js';
import { Conversation } from '../testing/conversation.js';
import { type SampleApp, sampleUser, startSampleApp } from '../testing/sample-app.js';
import { settingsSchema } from '../settings/settings-schema.js';
import { type ApiError } from '../http/api-error.js';
import { LIMITS } from './limits.js';
import { RequestBudget } from './request-budget.js';

const user = (name: string, via: 'session' | 'token' = 'token', clientAddress = '203.0.113.9') => ({
  actor: sampleUser(name, via, ['HOST_OFFICER']),
  clientAddress,
});
const stranger = (clientAddress: string) => ({ actor: ANONYMOUS, clientAddress });

describe('a budget of 100 objects a second', () => {
  let now: number;
  let budget: RequestBudget;
  beforeEach(() => {
    now = 5_000;
    budget = new RequestBudget(100, () => now);
  });

  /** Undefined when it was taken, else the seconds to wait. */
  const take = (caller: Parameters<RequestBudget['charge']>[0], objects: number): number | undefined => {
    try {
      budget.charge(caller, objects);
      return undefined;
    } catch (error) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
      return (error as ApiError).retryAfter;
    }
  };

  it('gives 20 seconds of it at once, then no more', () => {
    expect([take(user('ada'), 1_500), take(user('ada'), 500), take(user('ada'), 1)]).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });

  it('fills steadily, and never beyond its brim', () => {
    take(user('ada'), 2_000);
    now += 990;
    expect(take(user('ada'), 100)).toBe(1);
    now += 10;
    expect(take(user('ada'), 100)).toBeUndefined();
    now += 3_600_000;
    expect([take(user('ada'), 2_000), take(user('ada'), 1)]).toEqual([undefined, 1]);
  });

  it('tells how long to wait, and is right', () => {
    take(user('ada'), 2_000);
    expect(take(user('ada'), 750)).toBe(8);
    now += 7_000;
    expect(take(user('ada'), 750)).toBe(1);
    now += 1_000;
    expect(take(user('ada'), 750)).toBeUndefined();
  });

  it('takes nothing for what it refuses, so that less is still given', () => {
    expect([take(user('ada'), 1_999), take(user('ada'), 2), take(user('ada'), 1)]).toEqual([
      undefined,
      1,
      undefined,
    ]);
  });

  it('is one for all sessions and addresses of a person, and none of anybody else', () => {
    take(user('ada', 'session'), 2_000);
    const { actor } = user('ada', 'session');
    expect(take({ actor: { ...actor, credentialId: 'another' }, clientAddress: '198.51.100.7' }, 1)).toBe(1);
    expect(take(user('eve', 'session'), 2_000)).toBeUndefined();
    expect(take(stranger('203.0.113.9'), 2_000)).toBeUndefined();
    expect(take(stranger('203.0.113.9'), 1)).toBe(1);
    expect(take(stranger('203.0.113.10'), 1)).toBeUndefined();
  });

  it('is another one for each token of a person, from wherever it comes', () => {
    const by = (credentialId: string, clientAddress?: string) => {
      const caller = user('ada', 'token', clientAddress);
      return { ...caller, actor: { ...caller.actor, credentialId } };
    };
    take(by('one'), 2_000);
    expect(take(by('one', '198.51.100.7'), 1)).toBe(1);
    expect(take(by('two'), 2_000)).toBeUndefined();
    expect(take(user('ada', 'session'), 2_000)).toBeUndefined();
  });

  it('tells what is left, and when it is full again', () => {
    expect(budget.allowanceOf(user('ada'))).toEqual({ left: 2_000, fullIn: 0 });
    take(user('ada'), 150);
    expect(budget.allowanceOf(user('ada'))).toEqual({ left: 1_850, fullIn: 2 });
    now += 1_009;
    expect(budget.allowanceOf(user('ada'))).toEqual({ left: 1_950, fullIn: 1 });
    expect(take(user('ada'), 1_951)).toBe(1);
    expect(budget.allowanceOf(user('ada'))).toEqual({ left: 1_950, fullIn: 1 });
  });

  it('forgets whoever was not heard of for longest, and stays small', () => {
    take(stranger('first'), 2_000);
    for (let index = 0; index < 20_000; index += 1) take(stranger(`a${index}`), 1);
    expect(take(stranger('first'), 2_000)).toBeUndefined();
    expect(take(stranger('a19999'), 2_000)).toBe(1);
  });

  it('never gives more than its brim and what has flowed in since', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 5_000 }),
      objects: fc.integer({ min: 0, max: 2_500 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        now = 0;
        budget = new RequestBudget(100, () => now);
        let given = 0;
        for (const { wait, objects } of steps) {
          now += wait;
          if (take(user('ada'), objects) === undefined) given += objects;
          expect(given).toBeLessThanOrEqual(2_000 + now / 10 + 1e-6);
        }
      }),
    );
  });
});

describe('the default budget', () => {
  const request = (objects: number): number => LIMITS.requestCost + objects;
  const costs = {
    // As operation-shape.ts counts the product's own operations.
    create: request(12),
    submit: request(42),
    pageOf100: request(700),
    inboxOfConsole: request(350),
    dearest: request(LIMITS.cost),
  };

  it('is met by no partner who imports 1,000 nominations in a minute, with five tabs that follow', () => {
    let now = 0;
    const objectsPerSecond = settingsSchema.CALLER_OBJECTS_PER_SECOND.parse(undefined);
    const budget = new RequestBudget(objectsPerSecond, () => now);
    for (let second = 0; second < 60; second += 1) {
      for (let row = 0; row < 17; row += 1) {
        budget.charge(user('importer'), costs.create);
        budget.charge(user('importer'), costs.submit);
      }
      for (let tab = 0; tab < 5; tab += 1) budget.charge(user('importer'), costs.inboxOfConsole);
      budget.charge(user('importer'), costs.pageOf100);
      now += 1_000;
    }
  });

  it('is met by no importer who sends them all at once', () => {
    const budget = new RequestBudget(settingsSchema.CALLER_OBJECTS_PER_SECOND.parse(undefined), () => 0);
    for (let row = 0; row < 1_000; row += 1) {
      budget.charge(user('importer'), costs.create);
      budget.charge(user('importer'), costs.submit);
    }
  });

  it('lets the dearest request through even where it is set lowest, and not for ever', () => {
    const budget = new RequestBudget(settingsSchema.CALLER_OBJECTS_PER_SECOND.parse('500'), () => 0);
    budget.charge(user('ada'), costs.dearest);
    expect(() => budget.charge(user('ada'), costs.dearest)).toThrow('asked for more');
  });
});

describe('a caller who asks for too much', () => {
  let api: SampleApp;
  let now: number;
  beforeEach(async () => {
    now = 0;
    // 2,000 objects at once.
    api = await startSampleApp({
      objectsPerSecond: 100,
      now: () => now,
      trustedProxies: ['127.0.0.1'],
    });
  });
  afterEach(() => api.close());

  const TALK = '0199aaaa-0000-7000-8000-000000000007';
  const PAGE = 'query ($n: Int) { talks(first: $n) { nodes { id speaker { id } } } }';
  const page = (token: string, n = 100) => ask(api.url, PAGE, { token, variables: { n } });
  /** How often it is answered, and the first refusal. */
  async function until429(question: (round: number) => Promise<Asked>): Promise<[number, Asked]> {
    for (let round = 0; round < 2_000; round += 1) {
      const answer = await question(round);
      if (answer.status === 429) return [round, answer];
    }
    throw new Error('Nothing was refused');
  }

  it('is told when to come again, and how to ask for less', async () => {
    const [answered, { headers, data, errors }] = await until429(() => page('service'));
    // A page is 1 object, its 100 talks and their speakers, and 10 for the request.
    expect(answered).toBe(Math.floor(2_000 / 310));
    expect({ data, errors }).toEqual({
      data: undefined,
      errors: [
        {
          message:
            'You have asked for more than one caller may in so short a time. Nothing was done. Wait 2 seconds and send it again; smaller pages and fewer fields need less.',
          extensions: { code: 'RATE_LIMITED', retryAfter: 2, requestId: expect.any(String) },
        },
      ],
    });
    expect(headers.get('retry-after')).toBe('2');
  });

  it('takes nothing from others, and has some again after that time', async () => {
    await until429(() => page('service'));
    expect(await page('read-only')).toMatchObject({ status: 200, errors: [] });
    expect(await ask(api.url, '{ whoAmI }')).toMatchObject({ status: 200, errors: [] });
    now += 2_000;
    expect(await page('service')).toMatchObject({ status: 200, errors: [] });
  });

  it('pays for the size that a variable asks for, whether it comes first or is known', async () => {
    const [first] = await until429(() => page('service', 1));
    const [second] = await until429(() => page('read-only', 50));
    expect([first, second]).toEqual([Math.floor(2_000 / 13), Math.floor(2_000 / 160)]);
  });

  it('pays for what cannot be read, does not fit or is too large, too', async () => {
    const questions = ['{ nothing', '{ nothing }', '{ talks(first: 100000) { nodes { id } } }'];
    const [answered, { codes, headers }] = await until429((round) =>
      ask(api.url, questions[round % 3] ?? '', { token: 'service' }),
    );
    expect([answered, codes, headers.get('retry-after')]).toEqual([200, ['RATE_LIMITED'], '1']);
  });

  it('pays for the schema', async () => {
    const [answered] = await until429(() =>
      ask(api.url, '{ __schema { types { name } } }', { token: 'service' }),
    );
    expect(answered).toBe(Math.floor(2_000 / 510));
  });

  it('without signing in is known by the address, behind a trusted proxy by the one that it names', async () => {
    const from = (address: string) => ask(api.url, '{ whoAmI }', { headers: { 'x-forwarded-for': address } });
    await until429(() => from('2001:db8::1'));
    expect((await from('2001:db8::2')).codes).toEqual(['RATE_LIMITED']);
    expect((await from('2001:db8:0:1::1')).codes).toEqual([]);
  });

  it('changes nothing by a mutation that is refused', async () => {
    const events = api.events.subscribe(`talk:${TALK}`);
    await until429(() => page('service', 1));
    const rename = `mutation { renameTalk(id: "${TALK}", input: { title: "x" }) { talk { id } errors { code } } }`;
    expect(await ask(api.url, rename, { token: 'service' })).toMatchObject({
      status: 429,
      data: undefined,
      codes: ['RATE_LIMITED'],
    });
    api.events.publish(`talk:${TALK}`, 'the first that is heard');
    expect((await events.next()).value).toMatchObject({ id: 'the first that is heard' });
    await events.return?.();
  });

  it('is refused a subscription in the same words, and keeps the connection', async () => {
    await until429(() => page('service', 1));
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']);
    const conversation = new Conversation(socket);
    await conversation.opened();
    conversation.say({ type: 'connection_init', payload: { authorization: 'Bearer service' } });
    await conversation.hears('connection_ack');
    const subscribe = {
      type: 'subscribe',
      payload: { query: `subscription { talkChanged(id: "${TALK}") { id } }` },
    };
    conversation.say({ id: '1', ...subscribe });
    const { payload } = await conversation.hears('error');
    expect(payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }]);
    now += 1_000;
    conversation.say({ id: '2', ...subscribe });
    await conversation.settles();
    api.events.publish(`talk:${TALK}`, TALK);
    expect(await conversation.hears('next')).toMatchObject({ id: '2' });
    conversation.end();
  });
});

describe('what a caller may still ask for', () => {
  let api: SampleApp;
  let now: number;
  beforeEach(async () => {
    now = 0;
    api = await startSampleApp({ objectsPerSecond: 100, now: () => now });
  });
  afterEach(() => api.close());

  const PAGE = '{ talks(first: 100) { nodes { id } } }';
  const told = ({ headers, text }: Asked): unknown => ({
    policy: headers.get('ratelimit-policy'),
    state: headers.get('ratelimit'),
    cost: (JSON.parse(text) as { extensions?: { cost?: unknown } }).extensions?.cost,
  });
  const policy = '"caller";q=2000;w=20';

  it('stands on each answer, with what this one has cost', async () => {
    expect(told(await ask(api.url, PAGE, { token: 'service' }))).toEqual({
      policy,
      // 200 for the page, and 10 for the request.
      state: '"caller";r=1790;t=3',
      cost: { asked: 210, left: 1790 },
    });
    now += 1_000;
    expect(told(await ask(api.url, '{ whoAmI }', { token: 'service' }))).toEqual({
      policy,
      state: '"caller";r=1880;t=2',
      cost: { asked: 10, left: 1880 },
    });
  });

  it.each([
    ['by GET', { method: 'GET' }],
    ['of a type that Apollo negotiates', { headers: { accept: 'application/json;q=0.5, */*;q=0.1' } }],
  ])('stands on what is asked %s, too', async (_how, init: RequestInit) => {
    const headers = { authorization: 'Bearer service', ...(init.headers as Record<string, string>) };
    const answer =
      init.method === 'GET'
        ? await send(`${api.url}/graphql?query=${encodeURIComponent(PAGE)}`, { headers })
        : await ask(api.url, PAGE, { headers });
    expect(told(answer)).toEqual({ policy, state: '"caller";r=1790;t=3', cost: { asked: 210, left: 1790 } });
  });

  it('stands on what is refused: that cannot be read, fit or held, and for whom there is nothing', async () => {
    const refused = [
      ask(api.url, '{ nothing', { token: 'service' }),
      ask(api.url, '{ nothing }', { token: 'read-only' }),
      ask(api.url, '{ __typename }', { headers: { accept: 'text/html', authorization: 'Bearer service' } }),
      ask(api.url, '{ whoAmI }', { token: 'made-up' }),
    ];
    expect(
      (await Promise.all(refused)).map(
        ({ text }) => (JSON.parse(text) as Asked & { extensions: object }).extensions,
      ),
    ).toEqual([1990, 1990, 1980, 1990].map((left) => ({ cost: { asked: 10, left } })));
  });

  it('is filled by when Retry-After says, where there is too little', async () => {
    for (let round = 0; round < 9; round += 1) await ask(api.url, PAGE, { token: 'service' });
    const answer = await ask(api.url, PAGE, { token: 'service' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
    // The request itself was charged, the page was not.
    expect(told(answer)).toEqual({ policy, state: '"caller";r=100;t=1', cost: { asked: 10, left: 100 } });
  });

  it('is not told where nobody knows who asks', async () => {
    const unread = await send(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([unread.status, unread.headers.get('ratelimit')]).toEqual([400, null]);
  });
});
