import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver, type ReturnTypeFunc } from '@nestjs/graphql';
import { type UserActor } from '#libs/kernel';
import { type Act, type ActPerformer } from '../commands/act.js';
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
}

/** What the acts of a lib have in common in GraphQL. */
export interface ActEdge {
  readonly result: Readonly<Record<string, PayloadField>>;
  readonly reader: Type<ActReader>;
  /** Types of what refusals may carry. */
  readonly extras: Readonly<Record<string, ReturnTypeFunc>>;
  /** Types of input that have a name. */
  readonly types: NamedTypes;
}

/** The resolvers of acts, one for each: `name(id: ID!, input: NameInput!): NamePayload!` for whoever is signed in. */
export const resolversOf = (performers: readonly PerformerClass[], edge: ActEdge): Type[] =>
  performers.map((performer) => resolverOf(performer, edge));

function resolverOf(performer: PerformerClass, { result, reader, extras, types }: ActEdge): Type {
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
      id: string,
      { idempotencyKey, ...request }: { idempotencyKey: string },
      context: GraphQLContext,
    ): Promise<object> {
      return payload.answer(() =>
        this.reader.answer(context, (actor) => this.performer.run(actor, id, idempotencyKey, request)),
      );
    }
  }
  Inject(performer)(ActResolver, undefined, 0);
  Inject(reader)(ActResolver, undefined, 1);
  const prototype = ActResolver.prototype;
  const method = Object.getOwnPropertyDescriptor(prototype, 'perform') as TypedPropertyDescriptor<unknown>;
  // Nest reads the types of arguments before it reads what is given to Args.
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object], prototype, 'perform');
  // From the last to the first, as the compiler applies them: so they stand in the schema.
  Context()(prototype, 'perform', 2);
  Args('input', { type: () => input })(prototype, 'perform', 1);
  Args('id', { type: () => ID })(prototype, 'perform', 0);
  Mutation(() => payload.type, { name, description })(prototype, 'perform', method);
  Access.signedIn()(prototype, 'perform', method);
  Resolver()(ActResolver);
  return ActResolver;
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
