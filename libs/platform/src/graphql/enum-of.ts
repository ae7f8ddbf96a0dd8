import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enum out of a list of the domain: one source for both. */
export function enumOf<Value extends string>(
  name: string,
  values: readonly Value[],
  description?: string,
): Record<Value, Value> {
  const members = Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
  registerEnumType(members, { name, description });
  return members;
}
