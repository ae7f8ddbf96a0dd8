import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { onTrail, Trail } from '../logging/correlation.js';
import { BoundedCache } from './bounded-cache.js';
import { type ErrorPresenter, mayIntrospect } from './error-presenter.js';
import { type GraphQLContext } from './graphql-context.js';
import { LIMITS } from './limits.js';
import { PreparedOperation } from './prepared-operation.js';
import { type Allowance, type RequestBudget } from './request-budget.js';
import { refuseSkippedSubscription } from './skipped-subscription.js';
import { asGraphQLError, propertyResolver } from './compiled/thrown-value.js';

/** Operations kept ready: a console has some dozens, API clients have their own. */
const PREPARED = 1_000;
/** Longer documents are prepared anew each time; the tokens' limit keeps honest ones far below. */
const LONGEST_KEPT = 20_000;

export type Variables = Readonly<Record<string, unknown>>;

/** An answer, ready to be printed. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: number | undefined;
  /** Of `WWW-Authenticate`. */
  readonly challenge?: string | undefined;
  readonly body: {
    readonly errors?: readonly GraphQLFormattedError[];
    readonly data?: ExecutionResult['data'];
    readonly extensions: { readonly cost: Cost };
  };
}

/** What a request was charged, and what is left for the next one: objects. */
export interface Cost {
  readonly asked: number;
  readonly left: number;
}

/** Parses, checks and runs operations; the same for every way in. */
export class GraphQLEngine {
  private readonly prepared = new BoundedCache<PreparedOperation>(PREPARED);

  constructor(
    readonly schema: GraphQLSchema,
    readonly presenter: ErrorPresenter,
    private readonly budget: RequestBudget,
    private readonly options: { readonly isCompiling: boolean },
  ) {}

  /** Charges a caller for asking, whatever it is. Throws RATE_LIMITED. */
  admit(context: GraphQLContext): void {
    this.charge(context, LIMITS.requestCost);
  }

  private charge(context: GraphQLContext, objects: number): void {
    this.budget.charge(context, objects);
    context.asked += objects;
  }

  /** What the caller may still ask for, as it was when the request was answered. */
  allowance(context: GraphQLContext): Allowance & { readonly policy: string } {
    return context.once(this.budget, () => ({
      ...this.budget.allowanceOf(context),
      policy: this.budget.policy,
    }));
  }

  /** As each answer over HTTP tells it in its extensions. */
  costOf(context: GraphQLContext): Cost {
    return { asked: context.asked, left: this.allowance(context).left };
  }

  /** Refuses what asks for too much, and charges the caller for the rest. Throws API errors. */
  check(operation: PreparedOperation, variables: Variables, context: GraphQLContext): void {
    operation.check(variables, mayIntrospect(context.actor));
    this.charge(context, operation.cost(variables));
  }

  /** An operation that came before, by its exact text. */
  find(source: string, operationName: string | undefined): PreparedOperation | undefined {
    return this.prepared.get(keyOf(source, operationName));
  }

  /** Makes a validated document's operation ready; undefined when the name picks none. */
  prepare(
    source: string,
    document: DocumentNode,
    operationName: string | undefined,
  ): PreparedOperation | undefined {
    const known = this.find(source, operationName);
    if (known !== undefined) return known;
    const operation = PreparedOperation.of({
      schema: this.schema,
      document,
      operationName,
      mayCompile: this.options.isCompiling,
    });
    if (operation !== undefined && source.length <= LONGEST_KEPT) {
      this.prepared.set(keyOf(source, operationName), operation);
    }
    return operation;
  }

  /** Parses and validates too, for ways in that have no Apollo before them. Throws GraphQL errors. */
  prepareText(source: string, operationName: string | undefined): PreparedOperation {
    const known = this.find(source, operationName);
    if (known !== undefined) return known;
    const document = parse(source, { maxTokens: LIMITS.tokens });
    refuseSkippedSubscription(document);
    const [mistake] = validate(this.schema, document, undefined, {
      maxErrors: LIMITS.validationErrors,
      hideSuggestions: true,
    });
    if (mistake !== undefined) throw mistake;
    const operation = this.prepare(source, document, operationName);
    if (operation === undefined) throw new GraphQLError('Name one operation of the document.');
    return operation;
  }

  /** Checks and runs a query or a mutation. Never throws: whatever fails is in the answer. */
  run(operation: PreparedOperation, variables: Variables, context: GraphQLContext): Answer | Promise<Answer> {
    try {
      this.check(operation, variables, context);
    } catch (error) {
      return this.answer({ errors: [asGraphQLError(error)] }, context);
    }
    try {
      // Only what writes reads the trail from its surroundings; following it through every promise costs all of them.
      const trail =
        operation.kind === OperationTypeNode.MUTATION ? new Trail(context.correlationId) : undefined;
      const result =
        trail === undefined
          ? this.execute(operation, variables, context)
          : onTrail(trail, () => this.interpret(operation, variables, context));
      return result instanceof Promise
        ? result.then(
            (settled) => this.answer(settled, context, trail),
            (error: unknown) => this.answer({ errors: [asGraphQLError(error)] }, context, trail),
          )
        : this.answer(result, context, trail);
    } catch (error) {
      return this.answer({ errors: [asGraphQLError(error)] }, context);
    }
  }

  private execute(
    operation: PreparedOperation,
    variables: Variables,
    context: GraphQLContext,
  ): ExecutionResult | Promise<ExecutionResult> {
    const fast = operation.fast(variables)?.run(context, variables);
    if (fast instanceof Promise) {
      return fast.then((result) => result ?? this.interpret(operation, variables, context));
    }
    return fast ?? this.interpret(operation, variables, context);
  }

  private interpret(
    operation: PreparedOperation,
    variables: Variables,
    context: GraphQLContext,
  ): ExecutionResult | Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document: operation.document,
      operationName: operation.operationName,
      variableValues: variables,
      contextValue: context,
      fieldResolver: propertyResolver,
    });
  }

  private answer(result: ExecutionResult, context: GraphQLContext, trail?: Trail): Answer {
    const extensions = { cost: this.costOf(context) };
    if (result.errors === undefined || result.errors.length === 0) {
      return { status: 200, retryAfter: undefined, body: { data: result.data, extensions } };
    }
    const { errors, status, retryAfter, challenge, hasFault } = this.presenter.present(
      result.errors,
      context,
      trail?.hasCommitted,
    );
    // Without data nothing was executed: the request itself was at fault, or we were before we came to it.
    if (result.data === undefined)
      return {
        status: status ?? (hasFault ? 500 : 400),
        retryAfter,
        challenge,
        body: { errors, extensions },
      };
    return { status: status ?? 200, retryAfter, challenge, body: { errors, data: result.data, extensions } };
  }
}

const keyOf = (source: string, operationName: string | undefined): string =>
  operationName === undefined ? source : `${operationName} ${source}`;
