import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enum: what it is, and of each of its values what it means. A value of the domain without words does not compile. */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Record<Value, Value> {
  const words = Object.entries<string>(values);
  const members = Object.fromEntries(words.map(([value]) => [value, value])) as Record<Value, Value>;
  const valuesMap = Object.fromEntries(words.map(([value, meaning]) => [value, { description: meaning }]));
  registerEnumType(members, { name, description, valuesMap: valuesMap as never });
  return members;
}
