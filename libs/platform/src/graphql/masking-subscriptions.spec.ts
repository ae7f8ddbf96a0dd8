import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Args, Int, Resolver, Subscription } from '@nestjs/graphql';
import { WebSocket } from 'ws';
import { ask, withoutCost } from '../testing/ask.js';
import { Conversation } from '../testing/conversation.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { THROWN, TRACES } from '../testing/thrown-secrets.js';
import { Access } from './access.js';

const raise = (how: string): never => {
  throw THROWN[how]?.() as Error;
};

/** Sources that were closed. */
const closed: string[] = [];

/** Gives one event, then fails; and fails when it is closed, where it is told to. */
function source(how: string, at: 'next' | 'return'): AsyncIterableIterator<number> {
  let count = 0;
  return {
    async next() {
      count += 1;
      if (count === 1) return { value: 1, done: false };
      return at === 'next' ? raise(how) : new Promise(() => undefined);
    },
    async return() {
      closed.push(how);
      return at === 'return' ? raise(how) : { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

@Resolver()
class LeakingResolver {
  @Subscription(() => Int)
  @Access.signedIn()
  refusing(@Args('how') how: string): AsyncIterableIterator<number> {
    return raise(how);
  }

  @Subscription(() => Int)
  @Access.signedIn()
  async refusingLater(@Args('how') how: string): Promise<AsyncIterableIterator<number>> {
    return raise(how);
  }

  @Subscription(() => Int, { resolve: (event: number) => event })
  @Access.signedIn()
  ending(@Args('how') how: string): AsyncIterableIterator<number> {
    return source(how, 'next');
  }

  @Subscription(() => Int, { resolve: (event: number) => event })
  @Access.signedIn()
  unclosable(@Args('how') how: string): AsyncIterableIterator<number> {
    return source(how, 'return');
  }

  @Subscription(() => Int, { resolve: (_event: number, { how }: { how: string }) => raise(how) })
  @Access.signedIn()
  unreadable(@Args('how') how: string): AsyncIterableIterator<number> {
    return source(how, 'return');
  }
}

const KINDS = Object.keys(THROWN);
const MASKED = 'Something went wrong on our side.';

let api: SampleApp;
let conversation: Conversation;
beforeAll(async () => {
  api = await startSampleApp({ resolvers: [LeakingResolver] });
});
afterAll(async () => {
  await api.close();
  expect(api.log()).not.toMatch(TRACES);
});
afterEach(() => conversation.end());

async function connected(): Promise<void> {
  conversation = new Conversation(
    new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']),
  );
  await conversation.opened();
  conversation.say({ type: 'connection_init', payload: { authorization: 'Bearer service' } });
  await conversation.hears('connection_ack');
}

const subscribe = (id: string, field: string, how: string): void =>
  conversation.say({
    id,
    type: 'subscribe',
    payload: { query: `subscription ($how: String!) { it: ${field}(how: $how) }`, variables: { how } },
  });

/** The masked error, whose id is in the log. */
function expectMasked(error: unknown, path?: readonly string[]): void {
  const { correlationId } = (error as { extensions: { correlationId: string } }).extensions;
  expect(error).toEqual({
    message: MASKED,
    ...(path === undefined ? {} : { path }),
    extensions: { code: 'INTERNAL', correlationId, requestId: correlationId },
  });
  const lines = api.log().split('\n');
  expect(lines.filter((line) => line.includes(correlationId))).toHaveLength(1);
}

describe('what is thrown in a subscription', () => {
  it.each(['refusing', 'refusingLater'])('at its beginning is masked: %s', async (field) => {
    await connected();
    for (const [index, how] of KINDS.entries()) {
      subscribe(`${index}`, field, how);
      const { id, payload } = await conversation.hears('next');
      const { errors, ...rest } = payload as { errors: unknown[] };
      expect({ id, how, rest, count: errors.length }).toEqual({ id: `${index}`, how, rest: {}, count: 1 });
      expectMasked(errors[0], ['it']);
      expect(await conversation.hears('complete')).toEqual({ id: `${index}`, type: 'complete' });
    }
  });

  it.each([
    'subscription ($how: String!) { it: ending(how: $how) @skip(if: true) }',
    'subscription ($how: String!, $is: Boolean!) { it: ending(how: $how) @include(if: $is) }',
    'subscription ($how: String!) { ...A } fragment A on Subscription { ... @skip(if: true) { ending(how: $how) } }',
  ])('is nothing that its request brings about: %s', async (query) => {
    const told = {
      message:
        'Subscribe to one field, without @skip and @include: leave out the whole subscription instead.',
      extensions: { code: 'INVALID_INPUT', requestId: expect.any(String) },
    };
    const before = api.log();
    const variables = { how: 'an error', is: true };
    await connected();
    conversation.say({ id: '1', type: 'subscribe', payload: { query, variables } });
    expect((await conversation.hears('error')).payload).toEqual([told]);
    const { status, text } = await ask(api.url, query, { token: 'service', variables });
    expect({ status, told: JSON.parse(withoutCost(text)) as unknown }).toEqual({
      status: 400,
      told: { errors: [told] },
    });
    expect(api.log()).toBe(before);
  });

  it('by its source is masked, and ends that subscription alone', async () => {
    await connected();
    subscribe('other', 'unclosable', 'null');
    await conversation.hears('next');
    for (const [index, how] of KINDS.entries()) {
      const id = `${index}`;
      subscribe(id, 'ending', how);
      expect(await conversation.hears('next')).toEqual({ id, type: 'next', payload: { data: { it: 1 } } });
      const { payload } = await conversation.hears('next');
      const { errors, ...rest } = payload as { errors: unknown[] };
      expect({ how, rest, count: errors.length }).toEqual({ how, rest: {}, count: 1 });
      expectMasked(errors[0]);
      expect(await conversation.hears('complete')).toEqual({ id, type: 'complete' });
    }
    await conversation.settles();
    expect(conversation.heard('complete')).toHaveLength(KINDS.length);
  });

  it('by its source gives back the place that it held among its user’s', async () => {
    await connected();
    // More than one user may have at a time.
    for (let round = 0; round < 120; round += 1) {
      subscribe(`${round}`, 'ending', 'an error');
      await conversation.hears('complete');
    }
    expect(conversation.heard('error')).toEqual([]);
  });

  it('when its source is closed is told to nobody, and the connection goes on', async () => {
    await connected();
    for (const [index, how] of KINDS.entries()) {
      subscribe(`${index}`, 'unclosable', how);
      await conversation.hears('next');
      conversation.say({ id: `${index}`, type: 'complete' });
      await conversation.settles();
    }
    expect(conversation.heard('error')).toEqual([]);
    expect(conversation.heard('next')).toHaveLength(KINDS.length);
  });

  it('by the resolver of an event is masked, at its place', async () => {
    await connected();
    for (const [index, how] of KINDS.entries()) {
      subscribe(`${index}`, 'unreadable', how);
      const { payload } = await conversation.hears('next');
      const { errors, data } = payload as { errors: unknown[]; data: unknown };
      expect({ how, data, count: errors.length }).toEqual({ how, data: null, count: 1 });
      expectMasked(errors[0], ['it']);
      conversation.say({ id: `${index}`, type: 'complete' });
    }
  });

  it('by who finds out who asks closes the connection with "Try again later"', async () => {
    for (const how of KINDS.filter((kind) => kind !== 'nothing')) {
      api.authenticator.failure = THROWN[how]?.();
      conversation = new Conversation(
        new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']),
      );
      await conversation.opened();
      conversation.say({ type: 'connection_init', payload: { authorization: 'Bearer service' } });
      expect([how, await conversation.closes(), conversation.closeReason]).toEqual([
        how,
        1013,
        'Try again later',
      ]);
    }
    api.authenticator.failure = undefined;
    await connected();
  });
});
