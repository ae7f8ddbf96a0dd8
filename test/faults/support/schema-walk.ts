import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

export type Values = Readonly<Record<string, unknown>>;

/** A place of the schema into which clients can write: a scalar argument, or a scalar field of an input below one. */
export interface Leaf {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly field: string;
  /** From the argument down: `['input', 'person', 'name']`. */
  readonly path: readonly string[];
  /** ID, String, EmailAddress … */
  readonly scalar: string;
}

/** What a client would write at a place by default. */
export type Sample = (name: string, scalar: string) => unknown;

/** Walks everything that clients can write into a schema, and writes the requests that do so. */
export class SchemaWalk {
  private readonly schema: GraphQLSchema;

  constructor(
    printed: string,
    private readonly sample: Sample,
  ) {
    this.schema = buildSchema(printed);
  }

  /** Every place where a client can write a value of these scalars; Boolean and enums take no text. */
  leaves(): readonly Leaf[] {
    return (['query', 'mutation', 'subscription'] as const).flatMap((kind) =>
      Object.values(this.fieldsOf(kind)).flatMap((field) =>
        field.args.flatMap((argument) =>
          this.below(argument.type, [argument.name], []).map(({ path, scalar }) => ({
            kind,
            field: field.name,
            path,
            scalar,
          })),
        ),
      ),
    );
  }

  /** The operation of a leaf's root field, with the leaf's argument and the required ones as variables. */
  operation({ kind, field: name, path }: Leaf): string {
    const field = this.fieldsOf(kind)[name] as GraphQLField<unknown, unknown>;
    const used = field.args.filter((argument) => isUsed(argument, path));
    const declared = used.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
    const given = used.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
    return `${kind} (${declared}) { ${name}(${given}) ${selection(getNamedType(field.type))} }`;
  }

  /** Its variables: honest ones, but for the leaf. */
  variables({ kind, field: name, path }: Leaf, value: unknown): Values {
    const field = this.fieldsOf(kind)[name] as GraphQLField<unknown, unknown>;
    const entries = field.args
      .filter((argument) => isUsed(argument, path))
      .map((argument) => [argument.name, this.fill(argument, path, value)] as const);
    return Object.fromEntries(entries);
  }

  private fieldsOf(kind: Leaf['kind']): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
    const root = {
      query: this.schema.getQueryType(),
      mutation: this.schema.getMutationType(),
      subscription: this.schema.getSubscriptionType(),
    }[kind];
    return root?.getFields() ?? {};
  }

  private below(
    type: GraphQLInputType,
    path: readonly string[],
    above: readonly string[],
  ): { readonly path: readonly string[]; readonly scalar: string }[] {
    const named = getNamedType(type);
    if (isScalarType(named)) return named.name === 'Boolean' ? [] : [{ path, scalar: named.name }];
    if (!isInputObjectType(named) || above.includes(named.name)) return [];
    return Object.values(named.getFields()).flatMap((field) =>
      this.below(field.type, [...path, field.name], [...above, named.name]),
    );
  }

  /** An honest value, or the one given where the path ends here. */
  private fill(
    place: { readonly name: string; readonly type: GraphQLInputType },
    path: readonly string[],
    value: unknown,
  ): unknown {
    const type = isNonNullType(place.type) ? place.type.ofType : place.type;
    const isHere = path[0] === place.name;
    const named = getNamedType(type);
    let filled: unknown;
    if (isInputObjectType(named)) {
      const inside = isHere ? path.slice(1) : [];
      const fields = Object.values(named.getFields()).filter(
        (field) => field.name === inside[0] || isRequiredInputField(field),
      );
      filled = Object.fromEntries(fields.map((field) => [field.name, this.fill(field, inside, value)]));
    } else if (isHere) filled = value;
    else filled = isEnumType(named) ? named.getValues()[0]?.name : this.sample(place.name, named.name);
    return isListType(type) ? [filled] : filled;
  }
}

/** What a request needs; a thing is named by its id, unless by the identifier that is accepted instead. */
const isUsed = (argument: GraphQLArgument, path: readonly string[]): boolean =>
  argument.name === path[0] ||
  isRequiredArgument(argument) ||
  (argument.name === 'id' && path[0] !== 'identifier');

/** Text and numbers of an object, of the nodes of a page, and of a payload's errors. */
function selection(type: GraphQLNamedType): string {
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields());
  const isPage = 'nodes' in type.getFields();
  const chosen = fields.flatMap((field) => {
    const inner = getNamedType(field.type);
    if (!isObjectType(inner)) return [field.name];
    if (field.name === 'nodes' || field.name === 'errors') return [`${field.name} ${leavesOf(inner)}`];
    return isPage ? [] : [`${field.name} { __typename }`];
  });
  return `{ ${chosen.join(' ')} }`;
}

const leavesOf = (type: GraphQLNamedType): string =>
  `{ ${Object.values(isObjectType(type) ? type.getFields() : {})
    .filter((field) => !isObjectType(getNamedType(field.type)))
    .map((field) => field.name)
    .join(' ')} }`;
