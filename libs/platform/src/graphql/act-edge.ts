import { type Type } from '@nestjs/common';
import { type ReturnTypeFunc } from '@nestjs/graphql';
import { type RefusalCode, type UserActor } from '#libs/kernel';
import { type Act, type ActPerformer } from '../database/commands/act.js';
import { type NamedTypes } from './act-input.js';
import { type GraphQLContext } from './graphql-context.js';
import { type MutationPayload, type PayloadField } from './mutation-payload.js';

/** What an act answers, and how its refusals are told. */
export type ActPayload = MutationPayload<RefusalCode, string>;

/** A class that does an act, and says which one. */
export type PerformerClass = Type<ActPerformer> & { readonly act: Act };

/** Reads what an act has made, for its answer. */
export interface ActReader {
  /** Does the act and answers the payload's results as the caller now sees them. */
  answer(
    context: GraphQLContext,
    act: (actor: UserActor) => Promise<{ id: string }>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** The id of what an identifier names, where the edge has identifiers; undefined where nothing in sight has that name. */
  idOf?(actor: UserActor, identifier: object): Promise<string | undefined>;
  /** For acts on many things: the payload's results of each that is in sight, by its id, as the caller now sees them. */
  many?(context: GraphQLContext, ids: readonly string[]): Promise<ReadonlyMap<string, object>>;
  /** A refusal with what the answer tells beside it, where that has to be read. */
  told?(context: GraphQLContext, error: unknown): Promise<unknown>;
}

/** What the acts of a lib have in common in GraphQL. */
export interface ActEdge {
  readonly result: Readonly<Record<string, PayloadField>>;
  readonly reader: Type<ActReader>;
  /** An input type that names a thing otherwise than by its id, and is accepted instead: what the reader's `idOf` takes. */
  readonly identifier?: ReturnTypeFunc;
  /** Types of what refusals may carry. */
  readonly extras: Readonly<Record<string, ReturnTypeFunc>>;
  /** Types of input that have a name. */
  readonly types: NamedTypes;
}
