import {
  type FieldNode,
  getNullableType,
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { NotCompilable, type Scope, selectedFields } from './selected-fields.js';

/** Takes from a value what was asked for; throws, UNUSUAL or what a property throws, where the value is not what the schema promises. */
export type Projection = (value: unknown) => unknown;

/**
 * The value holds a promise, a function, an error, a null where none may be, text that its scalar refuses, or a property that
 * throws. graphql-js
 * runs the operation instead and words the answer; operations that are compiled have no effects, so they may run twice.
 */
export const UNUSUAL = new Error('Not a plain value');

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** The projection of a type whose whole selection is plain properties; undefined where a resolver has a say. */
export function projectionOf(
  scope: Scope,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): Projection | undefined {
  if (isNonNullType(type)) {
    const inner = projectionOf(scope, type.ofType, nodes);
    return inner === undefined ? undefined : nonNull(inner);
  }
  if (isListType(type)) {
    const item = projectionOf(scope, type.ofType, nodes);
    return item === undefined ? undefined : list(item);
  }
  if (isLeafType(type)) return leaf(type);
  if (isObjectType(type)) return object(scope, type, nodes);
  throw new NotCompilable('An abstract type');
}

const nonNull =
  (inner: Projection): Projection =>
  (value) => {
    if (value === null || value === undefined) throw UNUSUAL;
    return inner(value);
  };

const list =
  (item: Projection): Projection =>
  (value) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) throw UNUSUAL;
    const items = value as readonly unknown[];
    const { length } = items;
    const result = new Array<unknown>(length);
    for (let index = 0; index < length; index += 1) result[index] = item(items[index]);
    return result;
  };

// Source text that decides the common case of the specified scalars, so that only the rest costs a call.
const COMMON = new Map<GraphQLOutputType, string>([
  [GraphQLString, "typeof v === 'string'"],
  [GraphQLID, "typeof v === 'string'"],
  [GraphQLBoolean, "typeof v === 'boolean'"],
  [GraphQLInt, "typeof v === 'number' && (v | 0) === v"],
]);

const leaf =
  (type: GraphQLLeafType): Projection =>
  (value) => {
    if (value === null || value === undefined) return null;
    let result: unknown;
    try {
      result = type.serialize(value);
    } catch {
      throw UNUSUAL;
    }
    if (result === null || result === undefined) throw UNUSUAL;
    return result;
  };

function object(scope: Scope, type: GraphQLObjectType, nodes: readonly FieldNode[]): Projection | undefined {
  if (type.isTypeOf) throw new NotCompilable('isTypeOf');
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const members: Member[] = [];
  for (const [key, [first, ...others]] of selectedFields(scope, type, sets)) {
    const name = first?.name.value ?? '';
    const field = type.getFields()[name];
    if (first === undefined || key === '__proto__') throw new NotCompilable(key);
    if (name === '__typename') {
      members.push({ key, name: undefined, common: undefined, project: () => type.name });
      continue;
    }
    if (field === undefined) throw new NotCompilable(name);
    const project = field.resolve ? undefined : projectionOf(scope, field.type, [first, ...others]);
    if (project === undefined) return undefined;
    members.push({ key, name, common: COMMON.get(getNullableType(field.type)), project });
  }
  const read = reader(members);
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object' || value instanceof Error) throw UNUSUAL;
    if (typeof (value as { then?: unknown }).then === 'function') throw UNUSUAL;
    return read(value as Record<string, unknown>);
  };
}

interface Member {
  readonly key: string;
  /** Undefined for __typename. */
  readonly name: string | undefined;
  readonly common: string | undefined;
  readonly project: Projection;
}

type Reader = (source: Record<string, unknown>) => unknown;

/**
 * A function that makes the object literal with these members. It is made out of source text because engines build
 * literals several times faster than objects grown key by key, and these are most of a page's work. Only GraphQL names
 * enter the text, never a value of the client's.
 */
function reader(members: readonly Member[]): Reader {
  const parts = members.map(({ key, name = 'a', common }, index) => {
    if (!NAME.test(key) || !NAME.test(name)) throw new NotCompilable(key);
    return common === undefined
      ? `${key}: p${index}(s.${name})`
      : `${key}: (v = s.${name}, ${common}) ? v : p${index}(v)`;
  });
  const names = members.map((_, index) => `p${index}`).join(', ');
  const text = `'use strict'; return (s) => { let v; return { ${parts.join(', ')} }; };`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  const make = new Function(names, text) as (...projections: Projection[]) => Reader;
  return make(...members.map(({ project }) => project));
}
