/** Read by shape: errors of Node itself are of another realm's classes under a test runner. */
interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
  /** A name with several addresses fails once for each. */
  readonly errors?: readonly Failure[];
}

/** What a failure calls itself (SQLSTATE, or a word of Node's), of several the first; empty where it has no such name. */
export function codeOf(error: unknown): string {
  const { code } = firstOf(error);
  return typeof code === 'string' ? code : '';
}

/** What it says, of several the first. */
export function messageOf(error: unknown): string {
  const { message } = firstOf(error);
  return typeof message === 'string' ? message : String(error);
}

function firstOf(error: unknown): Failure {
  const failure = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  return failure.errors?.[0] ?? failure;
}
