import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver, type ReturnTypeFunc } from '@nestjs/graphql';
import { Refusal, type UserActor } from '#libs/kernel';
import { type Act, type ActPerformer, type ActTarget } from '../database/commands/act.js';
import { Access } from './access.js';
import { inputTypeOf, type NamedTypes } from './act-input.js';
import { type GraphQLContext } from './graphql-context.js';
import { mutationPayload, type PayloadField } from './mutation-payload.js';

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

/**
 * The resolvers of acts, one for each: `name(id: ID!, input: NameInput!): NamePayload!` for whoever is signed in; with an
 * identifier `name(id: ID, identifier: ThingIdentifier, input: NameInput!)`, of which the caller gives one.
 */
export const resolversOf = (performers: readonly PerformerClass[], edge: ActEdge): Type[] =>
  performers.map((performer) => resolverOf(performer, edge));

function resolverOf(performer: PerformerClass, { result, reader, identifier, extras, types }: ActEdge): Type {
  const { act } = performer;
  const { name, description, codes } = act;
  const input = inputTypeOf(act, types);
  const payload = mutationPayload({
    name: `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`,
    result,
    codes,
    extras: Object.fromEntries(act.extras.map((extra) => [extra, typeOfExtra(name, extra, extras)])),
  });
  class ActResolver {
    constructor(
      private readonly performer: ActPerformer,
      private readonly reader: ActReader,
    ) {}

    perform(
      id: string | null | undefined,
      named: object | null | undefined,
      { idempotencyKey, ...request }: { idempotencyKey: string },
      context: GraphQLContext,
    ): Promise<object> {
      return payload.answer(() =>
        this.reader.answer(context, async (actor) =>
          this.performer.run(actor, await targetOf(this.reader, actor, id, named), idempotencyKey, request),
        ),
      );
    }
  }
  Inject(performer)(ActResolver, undefined, 0);
  Inject(reader)(ActResolver, undefined, 1);
  const prototype = ActResolver.prototype;
  const method = Object.getOwnPropertyDescriptor(prototype, 'perform') as TypedPropertyDescriptor<unknown>;
  // Nest reads the types of arguments before it reads what is given to Args.
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object, Object], prototype, 'perform');
  // From the last to the first, as the compiler applies them: so they stand in the schema.
  Context()(prototype, 'perform', 3);
  Args('input', { type: () => input })(prototype, 'perform', 2);
  if (identifier !== undefined) {
    const description = `What it is about, ${ONE_OF_TWO}`;
    Args('identifier', { type: identifier, nullable: true, description })(prototype, 'perform', 1);
    Args('id', { type: () => ID, nullable: true, description })(prototype, 'perform', 0);
  } else {
    Args('id', { type: () => ID })(prototype, 'perform', 0);
  }
  Mutation(() => payload.type, { name, description })(prototype, 'perform', method);
  Access.signedIn()(prototype, 'perform', method);
  Resolver()(ActResolver);
  return ActResolver;
}

export const ONE_OF_TWO = 'by `id` or by `identifier`: give one of them';

/** @throws Refusal INVALID_INPUT for both or neither. */
export function oneOfTwo<Identifier extends object>(
  id: string | null | undefined,
  identifier: Identifier | null | undefined,
): { readonly id: string } | { readonly identifier: Identifier } {
  const hasId = typeof id === 'string';
  if (identifier !== null && identifier !== undefined) {
    if (!hasId) return { identifier };
  } else if (hasId) return { id };
  throw new Refusal('INVALID_INPUT', 'Give either an id or an identifier.', ['id']);
}

/** What an act is about. Whether there is such a thing says the act, which looks for its key as well. */
async function targetOf(
  reader: ActReader,
  actor: UserActor,
  ...names: [id: string | null | undefined, identifier: object | null | undefined]
): Promise<ActTarget> {
  const named = oneOfTwo(...names);
  if ('id' in named) return named.id;
  if (reader.idOf === undefined)
    throw new Error('The reader of an edge with identifiers has to read them: see ActReader.idOf');
  return { id: await reader.idOf(actor, named.identifier), name: named.identifier };
}

function typeOfExtra(
  act: string,
  extra: string,
  extras: Readonly<Record<string, ReturnTypeFunc>>,
): ReturnTypeFunc {
  const type = extras[extra];
  if (type === undefined) throw new Error(`${act}: there is no GraphQL type for the extra ${extra}`);
  return type;
}
