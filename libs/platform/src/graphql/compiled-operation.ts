import { type DocumentNode, type ExecutionResult, type GraphQLSchema, Kind, visit } from 'graphql';
import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { type GraphQLContext } from './graphql-context.js';

export type CompiledOperation = (
  root: unknown,
  context: GraphQLContext,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Whether an operation may be turned into a program. Text literals stay out: graphql-jit 0.8 writes them into the source
 * of that program, and a literal that imitates its internal mark for dates ends there as code. (Proven: a query with such
 * a literal ran JavaScript of the client's choice.) Clients that use variables, as they should, lose nothing.
 */
export function mayBeCompiled(document: DocumentNode): boolean {
  let isPlain = true;
  visit(document, {
    [Kind.STRING]: () => {
      isPlain = false;
    },
    // Defaults of variables are written into the program as JSON, where dates and enum values would lose their type.
    [Kind.VARIABLE_DEFINITION]: ({ defaultValue }) => {
      if (
        defaultValue !== undefined &&
        defaultValue.kind !== Kind.INT &&
        defaultValue.kind !== Kind.BOOLEAN
      ) {
        isPlain = false;
      }
    },
  });
  return isPlain;
}

const quickly =
  (type: 'string' | 'boolean', slowly: (value: unknown) => unknown) =>
  (value: unknown): unknown =>
    typeof value === type ? value : slowly(value);

// The same answers as graphql-js, with the common case first.
const SERIALIZERS = {
  String: quickly('string', (value) => GraphQLString.serialize(value)),
  ID: quickly('string', (value) => GraphQLID.serialize(value)),
  Boolean: quickly('boolean', (value) => GraphQLBoolean.serialize(value)),
  Int: (value: unknown): unknown =>
    typeof value === 'number' && (value | 0) === value ? value : GraphQLInt.serialize(value),
  Float: (value: unknown): unknown =>
    typeof value === 'number' && Number.isFinite(value) ? value : GraphQLFloat.serialize(value),
};

/** Compiles a query; undefined where graphql-jit cannot, and graphql-js has to run it. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledOperation | undefined {
  if (!mayBeCompiled(document)) return undefined;
  const compiled = compileQuery(schema, document, operationName, { customSerializers: SERIALIZERS });
  if (!isCompiledQuery(compiled)) return undefined;
  const { query } = compiled;
  return (root, context, variables) => query(root, context, variables);
}
