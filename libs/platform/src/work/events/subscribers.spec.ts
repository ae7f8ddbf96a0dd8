import { describe, expect, it } from '@jest/globals';
import { LocalEventBus } from './local-event-bus.js';

describe('a consumer', () => {
  it('hears events in order, each once while it is busy', async () => {
    const bus = new LocalEventBus();
    const events = bus.subscribe('inbox:1');
    for (const id of ['a', 'b', 'a', 'c']) bus.publish('inbox:1', id);
    const heard = [await events.next(), await events.next(), await events.next()];
    expect(heard.map(({ value }) => (value as { id: string }).id)).toEqual(['a', 'b', 'c']);
  });

  it('that falls far behind is told to look again instead', async () => {
    const bus = new LocalEventBus();
    const events = bus.subscribe('inbox:1');
    for (let id = 0; id <= 100; id += 1) bus.publish('inbox:1', `id-${id}`);
    expect(await events.next()).toEqual({ value: { topic: 'inbox:1', id: null }, done: false });
    bus.publish('inbox:1', 'next');
    expect(await events.next()).toEqual({ value: { topic: 'inbox:1', id: 'next' }, done: false });
  });

  it('that has gone hears nothing more', async () => {
    const bus = new LocalEventBus();
    const events = bus.subscribe('inbox:1');
    const waiting = events.next();
    await events.return?.();
    bus.publish('inbox:1', 'a');
    expect([await waiting, await events.next()]).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ]);
  });
});
