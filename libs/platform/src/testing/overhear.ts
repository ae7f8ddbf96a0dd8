import {
  describeListener,
  type EventDefinition,
  forgetListener,
} from '../work/definitions/event-definition.js';

/**
 * Notes what is told of these events, whoever else listens: a row of the outbox each, in a queue that no worker has, under the
 * event's name.
 * @returns what ends it, for the test files that come after.
 */
export function overhear(...events: readonly EventDefinition[]): () => void {
  const listeners = events.map((event) => describeListener(event, { queue: OVERHEARD, name: event.name }));
  return () => listeners.forEach(forgetListener);
}

const OVERHEARD = 'overheard';

/** What was overheard, the oldest first, as rows of `event` and `payload`. */
export const OVERHEARD_SO_FAR = `SELECT job AS event, payload FROM platform.outbox WHERE queue = '${OVERHEARD}' ORDER BY id`;
