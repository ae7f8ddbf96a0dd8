import { type BusEvent, checkTopic, type Topic } from '../definitions/event-bus.js';

/** Events that wait for one slow consumer; beyond that it is told to look again. */
const MOST_WAITING = 100;

/** The consumers within this process. */
export class Subscribers {
  private readonly byTopic = new Map<Topic, Set<EventQueue>>();

  add(topic: Topic): AsyncIterableIterator<BusEvent> {
    checkTopic(topic);
    const queue = new EventQueue(topic, () => this.remove(topic, queue));
    const queues = this.byTopic.get(topic) ?? new Set();
    queues.add(queue);
    this.byTopic.set(topic, queues);
    return queue;
  }

  tell(event: BusEvent): void {
    for (const queue of this.byTopic.get(event.topic) ?? []) queue.push(event.id);
  }

  /** Events may have been missed: everybody looks again. */
  tellAll(): void {
    for (const queues of this.byTopic.values()) for (const queue of queues) queue.push(null);
  }

  endAll(): void {
    for (const queues of [...this.byTopic.values()]) for (const queue of [...queues]) void queue.return();
  }

  private remove(topic: Topic, queue: EventQueue): void {
    const queues = this.byTopic.get(topic);
    queues?.delete(queue);
    if (queues?.size === 0) this.byTopic.delete(topic);
  }
}

/** Ids that wait for a consumer, each once. */
class EventQueue implements AsyncIterableIterator<BusEvent> {
  private readonly waiting = new Set<string | null>();
  private wake: ((result: IteratorResult<BusEvent>) => void) | undefined;
  private isDone = false;

  constructor(
    private readonly topic: Topic,
    private readonly onEnd: () => void,
  ) {}

  push(id: string | null): void {
    if (this.isDone) return;
    if (this.wake !== undefined) {
      const wake = this.wake;
      this.wake = undefined;
      wake({ value: { topic: this.topic, id }, done: false });
      return;
    }
    if (this.waiting.size < MOST_WAITING) {
      this.waiting.add(id);
      return;
    }
    this.waiting.clear();
    this.waiting.add(null);
  }

  async next(): Promise<IteratorResult<BusEvent>> {
    const [first] = this.waiting;
    if (first !== undefined) {
      this.waiting.delete(first);
      return { value: { topic: this.topic, id: first }, done: false };
    }
    if (this.isDone) return { value: undefined, done: true };
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  async return(): Promise<IteratorResult<BusEvent>> {
    if (!this.isDone) {
      this.isDone = true;
      this.waiting.clear();
      this.onEnd();
      this.wake?.({ value: undefined, done: true });
      this.wake = undefined;
    }
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
