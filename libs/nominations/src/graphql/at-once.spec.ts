import { describe, expect, it } from '@jest/globals';
import { type BusEvent, type EventBus, type Topic } from '#libs/platform';
import { atOnce } from './at-once.js';

/** A bus that tells each subscriber the same events. */
const telling = (...ids: (string | null)[]): EventBus =>
  ({
    subscribe: async function* (topic: Topic): AsyncGenerator<BusEvent> {
      for (const id of ids) yield { topic, id };
    },
  }) as unknown as EventBus;

describe('events of a subscription', () => {
  it('say why they are told: it begins, something has changed, something may have been missed', async () => {
    const kinds: string[] = [];
    for await (const { kind } of atOnce(telling('1', null), ['nomination:1'])) kinds.push(kind);
    expect(kinds).toEqual(['BEGINNING', 'CHANGED', 'MISSED']);
  });
});
