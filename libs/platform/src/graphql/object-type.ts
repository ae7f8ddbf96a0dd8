import { type Type } from '@nestjs/common';
import { Field, type FieldOptions, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';

export interface DeclaredField {
  readonly type: ReturnTypeFunc;
  readonly options?: FieldOptions;
}

/** Declares an object type without a hand-written class, for types that follow from a table; `is` names the interface it has. */
export function declareObjectType(
  name: string,
  description: string | undefined,
  fields: Readonly<Record<string, DeclaredField>>,
  is?: () => abstract new () => object,
): new () => object {
  const holder = { [name]: class {} };
  const target = holder[name] as new () => object;
  declareFields(target, fields);
  ObjectType(name, {
    ...(description === undefined ? {} : { description }),
    ...(is === undefined ? {} : { implements: is as () => Type }),
  })(target);
  return target;
}

/** More fields of an object type, those that follow from a declaration. */
export function declareFields(
  target: new () => object,
  fields: Readonly<Record<string, DeclaredField>>,
): void {
  for (const [field, { type, options }] of Object.entries(fields)) {
    Field(type, options ?? {})(target.prototype as object, field);
  }
}
