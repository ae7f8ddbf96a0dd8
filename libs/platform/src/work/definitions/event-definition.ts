import { z } from 'zod';
import { declareJob, type Described, describeJob, type JobDefinition } from './job-definition.js';

/** A fact that others may act on. Whoever tells it does not know who they are. */
export interface EventDefinition<Payload = unknown> {
  /** What, and in past tense what has become of it: `invitation.declined`. */
  readonly name: string;
  /** Ids, versions and codes; what listeners need beside these they read. */
  readonly payload: z.ZodType<Payload>;
  /** Tells one fact of this kind from another: told twice under one key, it is heard once. */
  key(payload: NoInfer<Payload>): string;
}

/** What one rule does about an event: work of its own, with attempts, a dead letter and a replay of its own. */
export interface ListenerDefinition<Payload = unknown> extends JobDefinition<Payload> {
  readonly event: EventDefinition<Payload>;
}

const NAME = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;
const listening = new WeakMap<object, ListenerDefinition[]>();

/** @throws Error for a name that is none and for a payload that could say something about a person. */
export function defineEvent<Payload>(event: EventDefinition<Payload>): EventDefinition<Payload> {
  if (!NAME.test(event.name)) throw new Error(`"${event.name}" is no name for an event: talk.given is one.`);
  if (!(event.payload instanceof z.ZodObject) || !hasCodesOnly(event.payload))
    throw new Error(`The event ${event.name} carries more than ids, versions and codes.`);
  return event;
}

type Listening<Payload> = Omit<Described<Payload>, 'payload' | 'children'>;

/**
 * Declares who hears an event, for which a worker must then have a handler. Declared in the handler's own file, which is named by
 * the rule that it states, as the listener is; every process that tells the event has to load that file.
 */
export function defineListener<Payload>(
  event: EventDefinition<Payload>,
  listener: Listening<Payload>,
): ListenerDefinition<Payload> {
  return declareJob(describeListener(event, listener));
}

/** The same without declaring it to the product's workers, for tests with events of their own. */
export function describeListener<Payload>(
  event: EventDefinition<Payload>,
  listener: Listening<Payload>,
): ListenerDefinition<Payload> {
  const others = listening.get(event) ?? [];
  if (others.some(({ name }) => name === listener.name))
    throw new Error(`Two listeners of ${event.name} are named ${listener.name}.`);
  const described = { ...describeJob({ ...listener, payload: event.payload }), event };
  listening.set(event, [...others, described]);
  return described;
}

/** For tests that have listened for a while. */
export function forgetListener(listener: ListenerDefinition): void {
  const others = listenersOf(listener.event).filter((each) => each !== listener);
  listening.set(listener.event, [...others]);
}

/** Who hears an event in this process. */
export const listenersOf = <Payload>(
  event: EventDefinition<Payload>,
): readonly ListenerDefinition<Payload>[] =>
  (listening.get(event) ?? []) as readonly ListenerDefinition<Payload>[];

/** Text is in it only where all of it is known beforehand. */
function hasCodesOnly(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return hasCodesOnly(schema.unwrap());
  if (schema instanceof z.ZodArray) return hasCodesOnly(schema.element);
  if (schema instanceof z.ZodObject) return Object.values(schema.shape).every(hasCodesOnly);
  return [z.ZodUUID, z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral].some(
    (kind) => schema instanceof kind,
  );
}
