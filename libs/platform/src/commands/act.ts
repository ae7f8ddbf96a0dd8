import { type UserActor } from '#libs/kernel';
import { type z } from 'zod';

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
  readonly codes: readonly string[];
  /** What a refusal may carry, by the names of the edge's `extras`. */
  readonly extras: readonly string[];
}

/** Who does an act: a provider of its own. */
export interface ActPerformer {
  /** @param key of idempotency; @param raw the input as it came, without the key. */
  run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }>;
}
