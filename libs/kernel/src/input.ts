import { type z } from 'zod';
import { InvalidInput, Refusal } from './refusal.js';

/** Parses input by its schema; throws InvalidInput with every mistake and the path to it below `root`. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  root: readonly string[] = ['input'],
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.map(
      (issue) => new Refusal('INVALID_INPUT', issue.message, [...root, ...issue.path.map(String)]),
    ),
  );
}
