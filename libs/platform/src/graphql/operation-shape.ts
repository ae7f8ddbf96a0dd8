import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE } from '#libs/kernel';
import { weightsOf } from './weight.js';

/** Entries assumed in a list that is no page of a connection. */
const ASSUMED_LIST = 10;

/** A number of objects that may depend on the variables of a request. */
type Cost = number | ((variables: Readonly<Record<string, unknown>>) => number);

/** What an operation amounts to, fragments included as often as they are spread. */
export interface OperationShape {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly usesIntrospection: boolean;
  /**
   * Objects that the answer may hold: 1 for each field that is an object, times `first` on a connection (its variable's
   * value, or the default), times 10 on any other list or what it says of its size. Text and numbers cost nothing, unless
   * the field says what it weighs, or they are asked for under an alias, as a gateway asks that puts many look-ups into one request: then 1.
   */
  readonly cost: (variables: Readonly<Record<string, unknown>>) => number;
}

interface Part {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly usesIntrospection: boolean;
  readonly cost: Cost;
}

const NOTHING: Part = { depth: 0, aliases: 0, directives: 0, usesIntrospection: false, cost: 0 };

const sum = (a: Cost, b: Cost): Cost =>
  typeof a === 'number' && typeof b === 'number' ? a + b : (variables) => at(a, variables) + at(b, variables);
const product = (a: Cost, b: Cost): Cost =>
  typeof a === 'number' && typeof b === 'number' ? a * b : (variables) => at(a, variables) * at(b, variables);
const at = (cost: Cost, variables: Readonly<Record<string, unknown>>): number =>
  typeof cost === 'number' ? cost : cost(variables);

const join = (a: Part, b: Part): Part => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  usesIntrospection: a.usesIntrospection || b.usesIntrospection,
  cost: sum(a.cost, b.cost),
});

/**
 * Measures one operation of a validated document. Each fragment is walked once, so that fragments that spread each
 * other twice cost no more time than their text is long.
 */
export function measureOperation(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
): OperationShape {
  const root = schema.getRootType(operation.operation) ?? undefined;
  const whole = new Walk(schema, fragments, operation).selections(operation.selectionSet, root, false);
  const { cost, ...shape } = whole;
  return {
    ...shape,
    rootFields: countFields(operation.selectionSet, fragments, new Map()),
    cost: (variables) => at(cost, variables),
  };
}

class Walk {
  private readonly known = new Map<string, Part>();
  private readonly root: GraphQLNamedType | undefined;
  private readonly defaults: ReadonlyMap<string, unknown>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    operation: OperationDefinitionNode,
  ) {
    this.root = schema.getRootType(operation.operation) ?? undefined;
    this.defaults = new Map(
      (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
        variable.name.value,
        defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined,
      ]),
    );
  }

  selections(set: SelectionSetNode, parent: GraphQLNamedType | undefined, isInPage: boolean): Part {
    let whole = NOTHING;
    for (const selection of set.selections) {
      let part: Part;
      if (selection.kind === Kind.FIELD) part = this.field(selection, parent, isInPage);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) part = this.spread(selection.name.value, isInPage);
      else part = this.selections(selection.selectionSet, this.typeOf(selection, parent), isInPage);
      whole = join(whole, part);
      const directives = selection.directives?.length ?? 0;
      if (directives > 0) whole = { ...whole, directives: whole.directives + directives };
    }
    return whole;
  }

  private typeOf(
    node: { readonly typeCondition?: { readonly name: { readonly value: string } } },
    parent: GraphQLNamedType | undefined,
  ): GraphQLNamedType | undefined {
    return node.typeCondition === undefined ? parent : this.schema.getType(node.typeCondition.name.value);
  }

  private spread(name: string, isInPage: boolean): Part {
    const key = `${name} ${isInPage}`;
    let part = this.known.get(key);
    const fragment = this.fragments.get(name);
    if (part === undefined && fragment !== undefined) {
      part = this.selections(fragment.selectionSet, this.typeOf(fragment, undefined), isInPage);
      this.known.set(key, part);
    }
    return part ?? NOTHING;
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined, isInPage: boolean): Part {
    const name = node.name.value;
    const isAliased = node.alias !== undefined;
    // At the root, where no entries multiply them and many would only be noise, aliases are counted.
    const isAtRoot = parent !== undefined && parent === this.root;
    const aliases = isAliased && isAtRoot ? 1 : 0;
    const aliasCost = isAliased && !isAtRoot ? 1 : 0;
    if (name.startsWith('__')) {
      return { ...NOTHING, aliases, cost: aliasCost, usesIntrospection: name !== '__typename' };
    }
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const { weight, listSize = ASSUMED_LIST } = definition === undefined ? {} : weightsOf(definition);
    if (node.selectionSet === undefined || definition === undefined)
      return { ...NOTHING, aliases, depth: 1, cost: (weight ?? 0) + aliasCost };
    const type = getNamedType(definition.type);
    const pageSize = this.pageSize(node, definition);
    const inside = this.selections(node.selectionSet, type, pageSize !== undefined);
    const isList = isListType(getNullableType(definition.type));
    const times = pageSize ?? (isList && !isInPage ? listSize : 1);
    return {
      ...inside,
      depth: inside.depth + 1,
      // An alias of an object is counted with the object.
      aliases: inside.aliases,
      cost: product(times, sum(weight ?? (isCompositeType(type) ? 1 : 0), inside.cost)),
    };
  }

  /** How many entries a field with `first` or `last` answers: by a literal, a variable of the request, or the default; with `ids`, as many as these; with `items` in its input, as many. */
  private pageSize(node: FieldNode, definition: GraphQLField<unknown, unknown>): Cost | undefined {
    if (definition.args.some(({ name }) => name === 'ids')) return countOfIds(node);
    if (weightsOf(definition).perItem === true) return countOfItems(node);
    const argument = definition.args.find(({ name }) => name === 'first');
    if (argument === undefined) return undefined;
    const { listSize = DEFAULT_PAGE } = weightsOf(definition);
    const fallback = typeof argument.defaultValue === 'number' ? argument.defaultValue : listSize;
    const sizes = (node.arguments ?? []).flatMap(({ name, value }) =>
      name.value === 'first' || name.value === 'last' ? [this.sizeIn(value)] : [],
    );
    if (sizes.length === 0) return fallback;
    return (variables) => sizes.map((size) => size(variables)).find((size) => size !== undefined) ?? fallback;
  }

  /** The number that an argument gives; undefined for null and nonsense. */
  private sizeIn(value: ValueNode): (variables: Readonly<Record<string, unknown>>) => number | undefined {
    if (value.kind === Kind.INT) return () => sizeOf(Number(value.value));
    if (value.kind !== Kind.VARIABLE) return () => undefined;
    const variable = value.name.value;
    return (variables) => sizeOf(variables[variable]) ?? sizeOf(this.defaults.get(variable));
  }
}

/** Undefined for nonsense, which counts as the fallback: it is refused later, with a better message. */
const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 1 ? value : undefined;

function countOfIds(node: FieldNode): Cost {
  const value = node.arguments?.find(({ name }) => name.value === 'ids')?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  if (value?.kind !== Kind.VARIABLE) return 1;
  const variable = value.name.value;
  return (variables) => {
    const ids = variables[variable];
    return Array.isArray(ids) ? ids.length : 1;
  };
}

/** By the list in the request, or in the variable that is the input or its `items`. */
function countOfItems(node: FieldNode): Cost {
  const lengthOf = (items: unknown): number => (Array.isArray(items) ? Math.max(1, items.length) : 1);
  const input = node.arguments?.find(({ name }) => name.value === 'input')?.value;
  if (input?.kind === Kind.VARIABLE) {
    const variable = input.name.value;
    return (variables) => lengthOf((variables[variable] as { items?: unknown } | undefined)?.items);
  }
  const items =
    input?.kind === Kind.OBJECT ? input.fields.find(({ name }) => name.value === 'items') : undefined;
  if (items?.value.kind === Kind.LIST) return Math.max(1, items.value.values.length);
  if (items?.value.kind !== Kind.VARIABLE) return 1;
  const variable = items.value.name.value;
  return (variables) => lengthOf(variables[variable]);
}

function countFields(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, number>,
): number {
  return set.selections.reduce((count, selection) => {
    if (selection.kind === Kind.FIELD) return count + 1;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return count + countFields(selection.selectionSet, fragments, known);
    }
    const name = selection.name.value;
    const fragment = fragments.get(name);
    let inside = known.get(name);
    if (inside === undefined) {
      inside = fragment === undefined ? 0 : countFields(fragment.selectionSet, fragments, known);
      known.set(name, inside);
    }
    return count + inside;
  }, 0);
}
