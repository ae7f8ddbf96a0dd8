import { z } from 'zod';
import { isId } from './id.js';
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

/** An id as input brings it: of the right form. Whether there is such a thing, and in sight, is for whoever uses it. */
export const validId = z.string().refine(isId, 'This is not a valid id.').meta({ type: 'ID' });
