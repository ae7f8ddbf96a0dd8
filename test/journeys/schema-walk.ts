import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isCompositeType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type GraphqlClient } from '#libs/testing';

export type RootKind = 'Query' | 'Mutation' | 'Subscription';

/** What a client may ask, read from the schema that the running product shows. */
export class SchemaWalk {
  private constructor(readonly schema: GraphQLSchema) {}

  static async of(client: GraphqlClient): Promise<SchemaWalk> {
    return new SchemaWalk(buildClientSchema(await client.data<IntrospectionQuery>(getIntrospectionQuery())));
  }

  fieldsOf(kind: RootKind): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
    const type = this.schema.getType(kind);
    return isObjectType(type) ? type.getFields() : {};
  }

  namesOf(kind: RootKind): string[] {
    return Object.keys(this.fieldsOf(kind));
  }

  /** The field gives pages of a list, and counts it. */
  isConnection(type: GraphQLOutputType): boolean {
    const named = getNamedType(type);
    return isObjectType(named) && 'totalCount' in named.getFields();
  }

  /** Every place where a client writes an id, at whatever depth: `Query.messages(filter.nominationId)`. */
  idPlaces(): string[] {
    const places = Object.values(this.schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap((field) =>
            field.args.flatMap((argument) =>
              pathsToIds(argument).map((path) => `${type.name}.${field.name}(${path})`),
            ),
          )
        : [],
    );
    return places.sort();
  }

  /** Every field of every input type, as `UpdateNominationInput.version: Int!`. */
  inputFields(): string[] {
    return Object.values(this.schema.getTypeMap())
      .filter(isInputObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${String(field.type)}`),
      )
      .sort();
  }

  /** An operation on one root field with all its arguments as variables, so that a caller gives those that it means. */
  operation(kind: RootKind, name: string, depth: number): string {
    const field = this.fieldsOf(kind)[name];
    if (field === undefined) throw new Error(`There is no ${kind}.${name}`);
    const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const brackets = (text: string): string => (text === '' ? '' : `(${text})`);
    return `${kind.toLowerCase()} ${brackets(declared)} { ${name}${brackets(passed)} ${selection(field, depth)} }`;
  }
}

/** Scalars and objects, some levels deep, without fields that cannot do without arguments. */
function selection(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const inner = Object.values(type.getFields())
    .filter(
      (child) =>
        !child.args.some(isRequiredArgument) && (depth > 0 || !isCompositeType(getNamedType(child.type))),
    )
    .map((child) => `${child.name} ${selection(child, depth - 1)}`);
  return `{ ${inner.join(' ') || '__typename'} }`;
}

function pathsToIds(place: GraphQLArgument | GraphQLInputField, above: readonly string[] = []): string[] {
  const type = getNamedType(place.type);
  if (type.name === 'ID') return [place.name];
  if (!isInputObjectType(type) || above.includes(type.name)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    pathsToIds(field, [...above, type.name]).map((path) => `${place.name}.${path}`),
  );
}
