import { z } from 'zod';

/**
 * A schema, then what is left as each of its wrappers is taken off: optional, nullable, a default, a transformation. The last one is
 * what a client sends. What a column or a GraphQL type follows from a schema by.
 */
export function* layersOf(schema: z.ZodType): Generator<z.ZodType, undefined> {
  for (let layer: z.ZodType | undefined = schema; layer !== undefined; layer = within(layer)) yield layer;
}

function within(layer: z.ZodType): z.ZodType | undefined {
  if (layer instanceof z.ZodPipe) return layer.def.in as z.ZodType;
  const isWrapper =
    layer instanceof z.ZodOptional || layer instanceof z.ZodNullable || layer instanceof z.ZodDefault;
  return isWrapper ? (layer.unwrap() as z.ZodType) : undefined;
}

/** What is kept of a field that was filled in by this rule: null, where the field may be left out. */
export type Stored<S extends z.ZodType> =
  null extends z.output<S>
    ? NonNullable<z.output<S>> | null
    : undefined extends z.output<S>
      ? NonNullable<z.output<S>> | null
      : z.output<S>;
