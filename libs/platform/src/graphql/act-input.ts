import { Field, type FieldOptions, ID, InputType, Int, type ReturnTypeFunc } from '@nestjs/graphql';
import { z } from 'zod';
import { type Act } from '../commands/act.js';
import { IdempotencyKey } from './idempotency-key.js';

/** GraphQL types by the names that input gives in its metadata. */
export type NamedTypes = Readonly<Record<string, ReturnTypeFunc>>;

/** The input type of an act, `CorrectEmailInput`: the fields of its schema and the idempotency key. */
export function inputTypeOf({ name, inputDescription, input }: Act, types: NamedTypes): new () => object {
  const holder = { [name]: class {} };
  const target = holder[name] as new () => object;
  const prototype = target.prototype as object;
  IdempotencyKey()(prototype, 'idempotencyKey');
  for (const [key, schema] of Object.entries(input.shape)) {
    const { type, options } = fieldOf(`${name}.${key}`, schema as z.ZodType, types);
    Field(type, options)(prototype, key);
  }
  InputType(`${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`, { description: inputDescription })(
    target,
  );
  return target;
}

/** What may be left out is nullable, what has a value otherwise has it as a default. */
function fieldOf(
  where: string,
  schema: z.ZodType,
  types: NamedTypes,
): { readonly type: ReturnTypeFunc; readonly options: FieldOptions } {
  const options = { description: schema.description, nullable: false, defaultValue: undefined as unknown };
  for (let inner = schema; ;) {
    const type = typeOf(inner, types);
    if (type !== undefined) return { type, options };
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) options.nullable = true;
    else if (inner instanceof z.ZodDefault) options.defaultValue = inner.def.defaultValue;
    else if (!(inner instanceof z.ZodPipe))
      throw new Error(`No GraphQL type follows from the input ${where}`);
    inner = (inner instanceof z.ZodPipe ? inner.def.in : inner.unwrap()) as z.ZodType;
  }
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
