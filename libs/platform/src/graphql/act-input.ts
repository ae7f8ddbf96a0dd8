import { Field, type FieldOptions, ID, InputType, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import { z } from 'zod';
import { layersOf } from '#libs/kernel';
import { type Act } from '../database/commands/act.js';
import { MOST_MANY } from '../database/commands/many-acts.js';
import { IdempotencyKey } from './idempotency-key.js';

/** GraphQL types by the names that input gives in its metadata. */
export type NamedTypes = Readonly<Record<string, ReturnTypeFunc>>;

/** An input type of GraphQL that follows from rules: the fields of a schema. */
export interface DeclaredInput {
  readonly name: string;
  readonly description?: string | undefined;
  readonly shape: Readonly<Record<string, unknown>>;
  /** Whether a mutation takes it as `input`, with a key of idempotency. */
  readonly isOfMutation?: boolean;
}

/** What may be left out is nullable, what has a value otherwise has it as a default. */
export function declareInput(
  { name, description, shape, isOfMutation }: DeclaredInput,
  types: NamedTypes,
): new () => object {
  const holder = { [name]: class {} };
  const target = holder[name] as new () => object;
  const prototype = target.prototype as object;
  if (isOfMutation === true) IdempotencyKey()(prototype, 'idempotencyKey');
  for (const [key, schema] of Object.entries(shape)) {
    const { type, options } = fieldOf(`${name}.${key}`, schema as z.ZodType, types);
    Field(type, options)(prototype, key);
  }
  InputType(name, { description })(target);
  return target;
}

/** The input type of an act, `CorrectEmailInput`: the fields of its schema and the idempotency key. */
export const inputTypeOf = ({ name, inputDescription, input }: Act, types: NamedTypes): new () => object =>
  declareInput(
    {
      name: `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`,
      description: inputDescription,
      shape: input.shape,
      isOfMutation: true,
    },
    types,
  );

/** The same for many things, `CorrectEmailManyInput`: which ones, and those fields that are the same for all. */
export function manyInputTypeOf(
  { name, input, many }: Act,
  types: NamedTypes,
  items: ReturnTypeFunc,
): new () => object {
  const { version: _version, ...shared } = input.shape;
  const fields = many?.fields ?? Object.keys(shared);
  const unknown = fields.filter((field) => !(field in shared));
  if (unknown.length > 0) throw new Error(`${name}: many cannot be given ${unknown.join(', ')}`);
  const target = declareInput(
    {
      name: `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}ManyInput`,
      shape: Object.fromEntries(
        fields.map((field) => [field, field === many?.counted ? ofTheFirst(shared[field]) : shared[field]]),
      ),
      isOfMutation: true,
    },
    types,
  );
  const prototype = target.prototype as object;
  Field(items, {
    description: `What it is done to: at most ${MOST_MANY.toLocaleString('en')}, none of them twice`,
  })(prototype, 'items');
  Field(() => Boolean, {
    defaultValue: false,
    description:
      'Only tell: each is tried by itself as it stands now, nothing is done, and the key may be used again',
  })(prototype, 'isDryRun');
  return target;
}

const ofTheFirst = (schema: unknown): z.ZodType =>
  (schema as z.ZodType).describe(
    'Of the first of them; each one behind has one more. Null clears it for all',
  );

function fieldOf(
  where: string,
  schema: z.ZodType,
  types: NamedTypes,
): { readonly type: ReturnTypeFunc; readonly options: FieldOptions } {
  const options = {
    description: undefined as string | undefined,
    nullable: false,
    defaultValue: undefined as unknown,
  };
  for (const layer of layersOf(schema)) {
    options.description ??= layer.description;
    const type = typeOf(layer, types);
    if (type !== undefined) return { type, options };
    if (layer instanceof z.ZodOptional || layer instanceof z.ZodNullable) options.nullable = true;
    else if (layer instanceof z.ZodDefault) options.defaultValue = layer.def.defaultValue;
  }
  throw new Error(`No GraphQL type follows from the input ${where}`);
}

function typeOf(schema: z.ZodType, types: NamedTypes): ReturnTypeFunc | undefined {
  const name = schema.meta()?.type;
  if (name === 'ID') return () => ID;
  if (typeof name === 'string') {
    const type = types[name];
    if (type === undefined) throw new Error(`There is no GraphQL type ${name} for an input`);
    return type;
  }
  if (schema instanceof z.ZodString) return () => String;
  if (schema instanceof z.ZodBoolean) return () => Boolean;
  if (schema instanceof z.ZodNumber && schema.format !== null) return () => Int;
  return undefined;
}

/** How answers have what was put in by this rule: of the same type, null where it may be left out. */
export function answerOf(
  where: string,
  schema: z.ZodType,
  types: NamedTypes,
): { readonly type: ReturnTypeFunc; readonly nullable: boolean } {
  const { type, options } = fieldOf(where, schema, types);
  return { type, nullable: options.nullable === true };
}
