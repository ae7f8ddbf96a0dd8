import { setTimeout as pause } from 'node:timers/promises';
import { type BusEvent, type EventBus, type Topic } from '#libs/platform';

const ASK_AGAIN_MS = 200;
const ASK_AGAIN_AT_MOST_MS = 2_000;

/** An event, and why it is told: the subscription begins, something has changed, or changes may have been missed. */
export interface ToldEvent extends BusEvent {
  readonly kind: 'BEGINNING' | 'CHANGED' | 'MISSED';
}

const told = (event: BusEvent): ToldEvent => ({ ...event, kind: event.id === null ? 'MISSED' : 'CHANGED' });

/**
 * Events of some topics, and before them one for how things stand when the subscription begins: it listens first and looks then, so
 * nothing falls between. Ends all of them together.
 * @param isEarly whether what an event is about cannot be read yet: it is told once it can.
 */
export function atOnce(
  events: EventBus,
  topics: readonly Topic[],
  isEarly: () => Promise<boolean> = async () => false,
): AsyncIterableIterator<ToldEvent> {
  const sources = topics.map((topic) => events.subscribe(topic));
  const waiting = new Map<number, Promise<{ index: number; result: IteratorResult<BusEvent> }>>();
  let hasBegun = false;
  let isOver = false;
  const over: IteratorResult<ToldEvent> = { value: undefined, done: true };

  async function first(): Promise<IteratorResult<BusEvent>> {
    sources.forEach((source, index) => {
      if (!waiting.has(index))
        waiting.set(
          index,
          source.next().then((result) => ({ index, result })),
        );
    });
    const { index, result } = await Promise.race(waiting.values());
    waiting.delete(index);
    return result;
  }

  return {
    async next() {
      const [topic] = topics;
      if (!hasBegun && topic !== undefined) {
        hasBegun = true;
        return { value: { topic, id: null, kind: 'BEGINNING' }, done: false };
      }
      const result = await first();
      if (result.done === true) return over;
      for (
        let wait = ASK_AGAIN_MS;
        !isOver && (await isEarly());
        wait = Math.min(2 * wait, ASK_AGAIN_AT_MOST_MS)
      )
        await pause(wait, undefined, { ref: false });
      return isOver ? over : { value: told(result.value), done: false };
    },
    async return() {
      isOver = true;
      for (const source of sources) await source.return?.();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
