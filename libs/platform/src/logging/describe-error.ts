/** What a log line says of an error. */
export interface ErrorDescription {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
}

const MOST_CAUSES = 4;

/**
 * Describes an error without the values that people typed. Messages of PostgreSQL, GraphQL and Node's own checks quote
 * them, so of those only the codes and the place are kept. Other messages keep their words, without what looks like a
 * value.
 */
export function describeError(error: unknown): ErrorDescription {
  try {
    return describe(error, 0);
  } catch {
    // A property of it throws, or is no text.
    return { type: 'an error that cannot be read' };
  }
}

function describe(error: unknown, depth: number): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, cause } = error as Error & Record<string, unknown>;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const isQuoting =
    QUOTING.has(error.name) || /^[0-9A-Z]{5}$/.test(text(code) ?? '') || /^ERR_/.test(text(code) ?? '');
  return {
    type: error.name,
    ...(isQuoting ? {} : { message: withoutValues(error.message) }),
    code: text(code),
    constraint: text(constraint),
    table: text(table),
    stack: error.stack === undefined ? undefined : frames(error.stack),
    ...(cause instanceof Error && depth < MOST_CAUSES ? { cause: describe(cause, depth + 1) } : {}),
  };
}

const LONGEST = 300;

/** Takes out what is quoted, what holds a digit and what looks like an address. */
const withoutValues = (message: string): string =>
  message.slice(0, LONGEST).replace(/"[^"]*"|'[^']*'|`[^`]*`|\S*[\d@]\S*/g, '…');

const QUOTING = new Set(['GraphQLError', 'QueryFailedError', 'ZodError', 'SyntaxError', 'error']);

/** A stack without its first lines, which repeat the message. */
const frames = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
