import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The operation holds something that only graphql-js runs. */
export class NotCompilable extends Error {}

/** What the compiler knows of an operation, for one assignment of the variables that @skip and @include read. */
export interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The fields that selection sets ask of an object, by response key, in the order of the answer (GraphQL, section 6.3.2).
 * Directives other than @skip and @include are left to graphql-js.
 */
export function selectedFields(
  scope: Scope,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const set of sets) collect(scope, type, set, fields, spread);
  return fields;
}

function collect(
  scope: Scope,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  fields: Map<string, FieldNode[]>,
  spread: Set<string>,
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, scope)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(key);
      if (nodes === undefined) fields.set(key, [selection]);
      else nodes.push(selection);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (applies(scope, type, condition)) collect(scope, type, selection.selectionSet, fields, spread);
    } else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = scope.fragments.get(selection.name.value);
      if (fragment !== undefined && applies(scope, type, fragment.typeCondition.name.value)) {
        collect(scope, type, fragment.selectionSet, fields, spread);
      }
    }
  }
}

function isIncluded(selection: SelectionNode, scope: Scope): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  for (const { name } of selection.directives) {
    if (name.value !== 'skip' && name.value !== 'include') throw new NotCompilable(name.value);
  }
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, scope.variables);
  if (skip?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, scope.variables)?.if !== false;
}

function applies({ schema }: Scope, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
