import { Inject, type Type } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver, type ReturnTypeFunc } from '@nestjs/graphql';
import { Refusal, type UserActor } from '#libs/kernel';
import { type Act, type ActPerformer, type ActTarget } from '../database/commands/act.js';
import { Access } from './access.js';
import { type ActEdge, type ActPayload, type ActReader, type PerformerClass } from './act-edge.js';
import { inputTypeOf } from './act-input.js';
import { type GraphQLContext } from './graphql-context.js';
import { manyResolverOf } from './many-resolvers.js';
import { mutationPayload } from './mutation-payload.js';

/**
 * The resolvers of acts, one for each, and one more for each that has a form for many things (`manyResolverOf`):
 * `name(id: ID!, input: NameInput!): NamePayload!` for whoever is signed in; with an identifier `name(id: ID, identifier: ThingIdentifier, input: NameInput!)`, of which the caller gives one.
 */
export const resolversOf = (performers: readonly PerformerClass[], edge: ActEdge): Type[] =>
  performers.flatMap((performer) => {
    const input = inputTypeOf(performer.act, edge.types);
    const payload = payloadOf(performer.act, edge);
    const single = resolverOf(performer, edge, { input, payload });
    return performer.act.many === undefined ? [single] : [single, manyResolverOf(performer, edge, payload)];
  });

const payloadOf = ({ name, codes, extras: told }: Act, { result, extras }: ActEdge): ActPayload =>
  mutationPayload({
    name: `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`,
    result,
    codes,
    extras: Object.fromEntries(told.map((extra) => [extra, typeOfExtra(name, extra, extras)])),
  });

function resolverOf(
  performer: PerformerClass,
  { reader, identifier }: ActEdge,
  { input, payload }: { readonly input: new () => object; readonly payload: ActPayload },
): Type {
  const { act } = performer;
  const { name, description } = act;
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
