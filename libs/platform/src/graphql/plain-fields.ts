import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

// Nest gives every field of an object type a resolver that reads the property of the same name. It says no more than
// GraphQL's own default, but keeps compiled operations from reading the property directly.
const NESTS_DEFAULT = 'rootFieldResolver';

/** Takes Nest's property readers away from the fields that need none. Resolvers that people wrote stay. */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve?.name === NESTS_DEFAULT && readsOwnName(field.resolve, field.name)) {
        delete field.resolve;
      }
    }
  }
  return schema;
}

/** Whether a reader reads exactly the property of its field's name and has no default of its own. */
function readsOwnName(resolve: GraphQLFieldResolver<unknown, unknown>, name: string): boolean {
  const read: (string | symbol)[] = [];
  const probe = new Proxy({}, { get: (_target, key) => void read.push(key) });
  const result: unknown = (resolve as (source: unknown) => unknown)(probe);
  return result === undefined && read.length === 1 && read[0] === name;
}
