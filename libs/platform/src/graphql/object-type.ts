import { Field, type FieldOptions, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';

export interface DeclaredField {
  readonly type: ReturnTypeFunc;
  readonly options?: FieldOptions;
}

/** Declares an object type without a hand-written class, for types that follow from a table. */
export function declareObjectType(
  name: string,
  description: string | undefined,
  fields: Readonly<Record<string, DeclaredField>>,
): new () => object {
  const holder = { [name]: class {} };
  const target = holder[name] as new () => object;
  declareFields(target, fields);
  ObjectType(name, description === undefined ? {} : { description })(target);
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
