/** Text that names what changed: `nomination:<id>`, say. At most 200 characters of A-Z, a-z, 0-9, `:`, `.`, `_` and `-`. */
export type Topic = string;

/** An event is a topic and an id; whoever hears it reads the row with the rights that they have at that moment. */
export interface BusEvent {
  readonly topic: Topic;
  /** Null: events may have been missed (the connection was lost); look again. */
  readonly id: string | null;
}

/** Tells all processes that something changed. Best effort: an event may be lost, and is never the only record. */
export abstract class EventBus {
  /** Tells all subscribers of a topic, in every process. Call it after the commit; it never throws. */
  abstract publish(topic: Topic, id: string): void;

  /** Events of a topic from now on. Ends when the consumer returns or the bus closes. */
  abstract subscribe(topic: Topic): AsyncIterableIterator<BusEvent>;

  abstract close(): Promise<void>;

  /** Nest calls this before the pool is closed. */
  onModuleDestroy(): Promise<void> {
    return this.close();
  }
}

const TOPIC = /^[\w:.-]{1,200}$/;

/** One text per event on the wire. */
export const encodeEvent = (topic: Topic, id: string): string => `${topic} ${id}`;

export function decodeEvent(text: string): BusEvent | undefined {
  const [topic, id] = text.split(' ');
  return topic === undefined || id === undefined || !TOPIC.test(topic) ? undefined : { topic, id };
}

export function checkTopic(topic: Topic): void {
  if (!TOPIC.test(topic)) throw new Error(`Not a topic: ${topic}`);
}
