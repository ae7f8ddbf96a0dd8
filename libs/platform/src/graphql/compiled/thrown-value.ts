import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';

/**
 * What was thrown below GraphQL, whatever it is. GraphQL reads from an error where it belongs and what clients are told of it
 * (`path`, `nodes`, `extensions`). On errors of libraries these mean something else, and so does the `path` of a refusal,
 * which is a place in the input: so GraphQL meets them inside one of these.
 */
export class ThrownValue extends Error {
  override readonly name = 'ThrownValue';
  constructor(readonly thrown: unknown) {
    super('Thrown below GraphQL');
  }
}

/** An error of ours, in GraphQL's form. */
export const asThrown = (error: unknown): GraphQLError =>
  new GraphQLError('failed', { originalError: new ThrownValue(error) });

/** What GraphQL, or one of us on its way there, has thrown. */
export const asGraphQLError = (error: unknown): GraphQLError =>
  isGraphQLError(error) ? (error as GraphQLError) : asThrown(error);

type Resolver = GraphQLFieldResolver<unknown, unknown>;
const originals = new WeakMap<Resolver, Resolver>();

/** The resolver as it was written, for who wraps what it throws by itself. */
export const originalOf = (resolve: Resolver): Resolver => originals.get(resolve) ?? resolve;

/** Wraps what the resolvers and scalars of a schema throw. */
export function withThrownValues(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && !isSpecifiedScalarType(type)) wrapScalar(type);
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve) field.resolve = wrapping(field.resolve);
      if (field.subscribe) field.subscribe = wrapping(field.subscribe);
    }
  }
  return schema;
}

function wrapping(resolve: Resolver): Resolver {
  const wrapped: Resolver = (source, args, context, info) => {
    try {
      return wrapErrors(resolve(source, args, context, info));
    } catch (error) {
      return throwAgain(error);
    }
  };
  originals.set(wrapped, resolve);
  return wrapped;
}

/** Reads the property of the field's name, which may throw as well. */
export const propertyResolver: Resolver = wrapping(defaultFieldResolver);

export const throwAgain = (error: unknown): never => {
  throw new ThrownValue(error);
};

/** A value, or entries of a list, may be errors, which GraphQL throws, or promises that fail. */
function wrapErrors(value: unknown): unknown {
  if (isPromise(value)) return value.then(wrapErrors, throwAgain);
  if (value instanceof Error) return new ThrownValue(value);
  if (!Array.isArray(value)) return value;
  const entries = value as readonly unknown[];
  return entries.some((entry) => entry instanceof Error || isPromise(entry))
    ? entries.map(wrapErrors)
    : entries;
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** Scalars are of the process, not of one schema. */
const wrappedScalars = new WeakSet<GraphQLScalarType>();

/** What scalars say of a value that a client sends they say by a GraphQLError; whatever comes of one of ours is a fault. */
function wrapScalar(scalar: GraphQLScalarType): void {
  if (wrappedScalars.has(scalar)) return;
  wrappedScalars.add(scalar);
  const { serialize, parseValue, parseLiteral } = scalar;
  scalar.serialize = wrappingThrown(serialize.bind(scalar), () => false);
  scalar.parseValue = wrappingThrown(parseValue.bind(scalar), isGraphQLError);
  scalar.parseLiteral = wrappingThrown(parseLiteral.bind(scalar), isGraphQLError);
}

const wrappingThrown =
  <Args extends readonly unknown[], Result>(
    work: (...args: Args) => Result,
    isSaid: (error: unknown) => boolean,
  ) =>
  (...args: Args): Result => {
    try {
      return work(...args);
    } catch (error) {
      if (isSaid(error)) throw error;
      return throwAgain(error);
    }
  };

/** Asked of what may throw when it is asked. */
function isGraphQLError(error: unknown): boolean {
  try {
    return error instanceof GraphQLError;
  } catch {
    return false;
  }
}
