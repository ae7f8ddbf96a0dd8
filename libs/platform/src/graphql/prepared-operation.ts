import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { ApiError } from '../http/api-error.js';
import { CompiledQuery } from './compiled/compiled-query.js';
import { LIMITS } from './limits.js';
import { measureOperation, type OperationShape } from './operation-shape.js';

/** Compiling takes milliseconds, so only what comes again is compiled: a flood of new queries cannot buy it. */
const USES_BEFORE_COMPILING = 2;

/** One operation of a validated document, measured once and compiled once it proves popular. */
export class PreparedOperation {
  readonly shape: OperationShape;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private compiled: CompiledQuery | undefined;
  private uses = 0;

  private constructor(
    private readonly schema: GraphQLSchema,
    readonly document: DocumentNode,
    readonly operation: OperationDefinitionNode,
    readonly operationName: string | undefined,
    private readonly mayCompile: boolean,
  ) {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    this.fragments = fragments;
    this.shape = measureOperation(schema, fragments, operation);
  }

  get kind(): OperationTypeNode {
    return this.operation.operation;
  }

  /** The name of the first root field; a subscription has no other. */
  firstRootField(): string {
    let [selection] = this.operation.selectionSet.selections;
    while (selection !== undefined && selection.kind !== Kind.FIELD) {
      const set =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : this.fragments.get(selection.name.value)?.selectionSet;
      selection = set?.selections[0];
    }
    return selection?.name.value ?? '';
  }

  /** Undefined when the name does not pick exactly one operation of the document. */
  static of(options: {
    readonly schema: GraphQLSchema;
    readonly document: DocumentNode;
    readonly operationName: string | undefined;
    readonly mayCompile: boolean;
  }): PreparedOperation | undefined {
    const { schema, document, operationName, mayCompile } = options;
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined) return undefined;
    return new PreparedOperation(schema, document, operation, operationName, mayCompile);
  }

  /**
   * Throws where the operation asks for too much (400) or for the schema without being allowed to see it (403).
   * Reads the variables: a page size that comes as a variable counts as what it is.
   */
  check(variables: Readonly<Record<string, unknown>>, mayIntrospect: boolean): void {
    const { shape } = this;
    if (shape.usesIntrospection && !mayIntrospect) {
      throw new ApiError('INTROSPECTION_DISABLED', 'The schema is shown to API tokens only.', 403);
    }
    const isWithin =
      shape.depth <= LIMITS.depth &&
      shape.aliases <= LIMITS.aliases &&
      shape.directives <= LIMITS.directives &&
      shape.rootFields <= LIMITS.rootFields &&
      shape.cost(variables) <= LIMITS.cost;
    if (!isWithin) throw this.tooMuch(variables);
  }

  /** What it costs its caller, in objects; see request-budget.ts. */
  cost(variables: Readonly<Record<string, unknown>>): number {
    return this.shape.cost(variables) + (this.shape.usesIntrospection ? LIMITS.introspectionCost : 0);
  }

  isDear(variables: Readonly<Record<string, unknown>>): boolean {
    return this.cost(variables) > LIMITS.dear;
  }

  /**
   * The operation in its fast form, if it is a popular query, or a dear one, of which running costs more than compiling and
   * must be done in slices. Mutations have effects and are few: graphql-js runs them.
   */
  fast(variables: Readonly<Record<string, unknown>>): CompiledQuery | undefined {
    if (!this.mayCompile || this.uses > USES_BEFORE_COMPILING) return this.compiled;
    this.uses = this.isDear(variables) ? USES_BEFORE_COMPILING + 1 : this.uses + 1;
    if (this.uses > USES_BEFORE_COMPILING && this.kind === OperationTypeNode.QUERY) {
      this.compiled = new CompiledQuery(this.schema, this.document, this.operation);
    }
    return this.compiled;
  }

  private tooMuch(variables: Readonly<Record<string, unknown>>): ApiError {
    const cost = this.shape.cost(variables);
    const found: [string, number, number][] = [
      ['is nested too deeply', this.shape.depth, LIMITS.depth],
      ['has too many aliases', this.shape.aliases, LIMITS.aliases],
      ['has too many directives', this.shape.directives, LIMITS.directives],
      ['has too many root fields', this.shape.rootFields, LIMITS.rootFields],
      ['may answer with too many objects', cost, LIMITS.cost],
    ];
    const reasons = found
      .filter(([, value, most]) => value > most)
      .map(([words, value, most]) => `${words} (${value}, at most ${most})`);
    return new ApiError('QUERY_TOO_COMPLEX', `The query ${reasons.join(' and ')}.`, 400);
  }
}
