import { type BusEvent, EventBus, type Topic } from '../definitions/event-bus.js';
import { Subscribers } from './subscribers.js';

/** Events within one process, for tests. */
export class LocalEventBus extends EventBus {
  private readonly subscribers = new Subscribers();

  override publish(topic: Topic, id: string): void {
    this.subscribers.tell({ topic, id });
  }

  override subscribe(topic: Topic): AsyncIterableIterator<BusEvent> {
    return this.subscribers.add(topic);
  }

  override async close(): Promise<void> {
    this.subscribers.endAll();
  }
}
