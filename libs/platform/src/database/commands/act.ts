import { type RefusalCode, type UserActor } from '#libs/kernel';
import { type z } from 'zod';
import { type Command } from './commands.js';

/**
 * What somebody does to one thing: a mutation `name(id, input)`, declared once. Its input and payload, error codes and resolver
 * follow (`resolversOf`). Data alone: a rule and its test load no GraphQL.
 */
export interface Act {
  /** Of the mutation: correctEmail. */
  readonly name: string;
  readonly description: string;
  readonly inputDescription?: string | undefined;
  /** Beside the idempotency key. A part of a GraphQL type with a name has that name in its metadata: `.meta({ type: 'Capacity' })`. */
  readonly input: z.ZodObject;
  /** Every refusal that a client may meet. */
  readonly codes: readonly RefusalCode[];
  /** What a refusal may carry, by the names of the edge's `extras`. */
  readonly extras: readonly string[];
  /** How it is done to many things with one request, where it is: a mutation `nameMany(input)` follows beside the single one. */
  readonly many?: ManyForm | undefined;
}

/** The form of an act for many things, each with its own id and version; the rest of the input is the same for all. */
export interface ManyForm {
  readonly description: string;
  /** One after the other, as they are given: what comes first takes a place from what follows. Else several at a time. */
  readonly isInOrder?: boolean;
  /** Those fields of the input that it takes; all but the version where nothing is said. */
  readonly fields?: readonly string[];
  /** One of them, a whole number, that the first has as it is given and each one behind has one more. */
  readonly counted?: string;
}

/**
 * What an act is about: by its id, or by another name and the id that the name stands for now, undefined where it stands for
 * nothing in sight. A name may have passed to another thing since the request was first sent.
 */
export type ActTarget = string | { readonly id: string | undefined; readonly name: object };

/** The id that a target stands for now; empty where there is none. */
export const idOfTarget = (target: ActTarget): string =>
  typeof target === 'string' ? target : (target.id ?? '');

/** What an act's command is told of the request: by the id, and by the name where it came with one. */
export const requestOf = (target: ActTarget, raw: unknown): Pick<Command, 'request' | 'namedRequest'> => ({
  request: [idOfTarget(target), raw],
  namedRequest: typeof target === 'string' ? undefined : [target.name, raw],
});

/** Who does an act: a provider of its own. */
export interface ActPerformer {
  /** @param key of idempotency; @param raw the input as it came, without the key. */
  run(actor: UserActor, target: ActTarget, key: string, raw: unknown): Promise<{ id: string }>;
}
