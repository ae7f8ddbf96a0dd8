import {
  defaultFieldResolver,
  type FieldNode,
  getArgumentValues,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type SelectionSetNode,
} from 'graphql';
import { type Actor } from '#libs/kernel';
import { type Pace } from '../../turns/slices.js';
import { isPromise, originalOf, ThrownValue, throwAgain } from './thrown-value.js';
import { type Projection, projectionOf, UNUSUAL } from './projection.js';
import { NotCompilable, type Scope, selectedFields } from './selected-fields.js';

type Path = GraphQLResolveInfo['path'];

/** Entries that are answered at once, whatever it costs. */
const FEW = 10;

/** What an execution needs of the request; resolvers are given it whole. */
export interface RunContext {
  readonly actor: Actor;
  /** Says that a list's entries are begun in slices, until the function that it gives is called. */
  beginList(): () => void;
}

/** One execution. */
export interface Run {
  readonly context: RunContext;
  readonly variables: Record<string, unknown>;
  readonly errors: GraphQLError[];
  /** Of what is dear: lists are answered in slices, so that others go on between their entries. */
  readonly pace: Pace | undefined;
  readonly info: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation' | 'rootValue'>;
}

/** Answers a value at a path, or promises to. */
type Complete = (value: unknown, path: Path, run: Run) => unknown;

/** Answers the fields of an object, or promises to. */
export type ObjectPlan = (source: unknown, path: Path | undefined, run: Run) => unknown;

interface FieldPlan {
  readonly key: string;
  readonly answer: ObjectPlan;
}

/** Plans the fields that selection sets ask of an object, some of which have resolvers (GraphQL, section 6.3). */
export function planObject(
  scope: Scope,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ObjectPlan {
  const plans: FieldPlan[] = [];
  for (const [key, nodes] of selectedFields(scope, type, sets)) {
    plans.push({ key, answer: planField(scope, type, key, nodes) });
  }
  return (source, path, run) => {
    const answer: Record<string, unknown> = {};
    const waiting: Promise<void>[] = [];
    try {
      for (const { key, answer: answerField } of plans) {
        const value = answerField(source, path, run);
        answer[key] = value;
        if (isPromise(value)) waiting.push(value.then((settled) => void (answer[key] = settled)));
      }
    } catch (error) {
      return failAfter(waiting, error);
    }
    return waiting.length === 0 ? answer : Promise.all(waiting).then(() => answer);
  };
}

/** Throws, but only once nothing is under way any more whose failure nobody would hear. */
function failAfter(waiting: readonly Promise<unknown>[], error: unknown): Promise<never> {
  if (waiting.length === 0) throw error;
  return Promise.allSettled(waiting).then(() => {
    throw error;
  });
}

function planField(
  scope: Scope,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): ObjectPlan {
  const [first] = nodes;
  if (first === undefined || key === '__proto__') throw new NotCompilable(key);
  const name = first.name.value;
  if (name === '__typename') return () => parent.name;
  const field = parent.getFields()[name];
  if (field === undefined) throw new NotCompilable(name);
  const projection = projectionOf(scope, field.type, nodes);
  if (projection !== undefined && !field.resolve) {
    return (source) => {
      try {
        return projection((source as Record<string, unknown>)[name]);
      } catch {
        throw UNUSUAL;
      }
    };
  }
  const complete =
    projection === undefined
      ? planType(scope, field.type, nodes, fieldName(parent, field))
      : byProjection(projection);
  return resolving(parent, field, key, nodes, first, complete);
}

/** Calls a field's resolver and answers what it gives; failures are errors of the answer where null may stand for it. */
function resolving(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  key: string,
  nodes: readonly FieldNode[],
  first: FieldNode,
  complete: Complete,
): ObjectPlan {
  const { name: fieldName, type: returnType } = field;
  const resolve = originalOf(field.resolve ?? defaultFieldResolver);
  const typename = parent.name;
  const hasArguments = field.args.length > 0;
  return (source, prev, run) => {
    const path: Path = { prev, key, typename };
    const fail = (error: unknown): null => failed(error, returnType, nodes, path, run);
    try {
      const { schema, fragments, operation, rootValue } = run.info;
      const info: GraphQLResolveInfo = {
        fieldName,
        fieldNodes: nodes,
        returnType,
        parentType: parent,
        path,
        schema,
        fragments,
        rootValue,
        operation,
        variableValues: run.variables,
      };
      const args = hasArguments ? getArgumentValues(field, first, run.variables) : {};
      const result = called(() => resolve(source, args, run.context, info));
      const answer = isPromise(result)
        ? result.then((value) => complete(value, path, run), throwAgain)
        : complete(result, path, run);
      return isPromise(answer) ? answer.then(undefined, fail) : answer;
    } catch (error) {
      return fail(error);
    }
  };
}

/** What a resolver gives. */
function called(resolve: () => unknown): unknown {
  try {
    return resolve();
  } catch (error) {
    return throwAgain(error);
  }
}

/** Null with an error beside it, or the error to the parent where null may not be (GraphQL, section 6.4.4). */
function failed(
  error: unknown,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  path: Path,
  run: Run,
): null {
  if (error === UNUSUAL) throw UNUSUAL;
  const located = locatedError(error, nodes, keysOf(path));
  if (isNonNullType(type)) throw located;
  run.errors.push(located);
  return null;
}

function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) keys.unshift(at.key);
  return keys;
}

const fieldName = (parent: GraphQLObjectType, { name }: { readonly name: string }): string =>
  `${parent.name}.${name}`;

const byProjection =
  (projection: Projection): Complete =>
  (value) => {
    if (value instanceof Error) throw new ThrownValue(value);
    try {
      return projection(value);
    } catch {
      // Promises among the entries are nobody's any more, and one that fails unheard would end the process.
      if (Array.isArray(value)) for (const entry of value) if (isPromise(entry)) entry.catch(() => undefined);
      throw UNUSUAL;
    }
  };

/** Plans a type below which some field has a resolver. */
function planType(
  scope: Scope,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  name: string,
): Complete {
  if (isNonNullType(type)) {
    const inner = planType(scope, type.ofType, nodes, name);
    return (value, path, run) => {
      if (value === null || value === undefined) {
        throw new Error(`Cannot return null for non-nullable field ${name}.`);
      }
      return inner(value, path, run);
    };
  }
  if (isListType(type)) return planList(type.ofType, nodes, planType(scope, type.ofType, nodes, name));
  if (!isObjectType(type) || type.isTypeOf) throw new NotCompilable(name);
  const plan = planObject(
    scope,
    type,
    nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
  );
  return (value, path, run) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw new ThrownValue(value);
    if (typeof value !== 'object') throw UNUSUAL;
    return plan(value, path, run);
  };
}

function planList(itemType: GraphQLOutputType, nodes: readonly FieldNode[], complete: Complete): Complete {
  return (value, prev, run) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw new ThrownValue(value);
    if (!Array.isArray(value)) throw UNUSUAL;
    const items = value as readonly unknown[];
    const answerItem = (key: number): unknown =>
      completeItem(items[key], { prev, key, typename: undefined }, run, itemType, nodes, complete);
    return items.length > FEW && run.pace !== undefined
      ? answerInSlices(items.length, answerItem, run, run.pace)
      : answerAtOnce(items.length, answerItem);
  };
}

function answerAtOnce(length: number, answerItem: (key: number) => unknown): unknown {
  const answers: unknown[] = [];
  let isWaiting = false;
  try {
    for (let key = 0; key < length; key += 1) {
      const answer = answerItem(key);
      isWaiting ||= isPromise(answer);
      answers.push(answer);
    }
  } catch (error) {
    return failAfter(answers.filter(isPromise), error);
  }
  return isWaiting ? Promise.all(answers) : answers;
}

/** The same with others going on in between; what the entries load is loaded together all the same. */
async function answerInSlices(
  length: number,
  answerItem: (key: number) => unknown,
  { context }: Run,
  pace: Pace,
): Promise<unknown[]> {
  const answers: unknown[] = [];
  const allAreBegun = context.beginList();
  try {
    for (let key = 0; key < length; key += 1) {
      const wait = pace();
      if (wait !== undefined) await wait;
      const answer = answerItem(key);
      // It may fail before all are begun, and is heard below.
      if (isPromise(answer)) answer.catch(() => undefined);
      answers.push(answer);
    }
  } catch (error) {
    allAreBegun();
    return failAfter(answers.filter(isPromise), error);
  }
  allAreBegun();
  return Promise.all(answers);
}

function completeItem(
  item: unknown,
  path: Path,
  run: Run,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  complete: Complete,
): unknown {
  const fail = (error: unknown): null => failed(error, type, nodes, path, run);
  try {
    const answer = isPromise(item)
      ? item.then((value) => complete(value, path, run), throwAgain)
      : complete(item, path, run);
    return isPromise(answer) ? answer.then(undefined, fail) : answer;
  } catch (error) {
    return fail(error);
  }
}
