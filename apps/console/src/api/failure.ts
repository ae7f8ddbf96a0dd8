import type { CombinedError } from 'urql';

/**
 * Why an answer did not come. A refusal is not among these: it is an answer, and travels in the payload's `errors`.
 * `reference` is the correlation id that finds the fault in the service's log.
 */
export interface Failure {
  readonly kind:
    'offline' | 'signed-out' | 'forbidden' | 'too-many-requests' | 'disk-full' | 'search' | 'fault';
  readonly reference?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function kindOfStatus(status: number | undefined): Failure['kind'] | undefined {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'too-many-requests';
  return undefined;
}

function kindOfCode(code: string | undefined): Failure['kind'] | undefined {
  if (code === 'UNAUTHENTICATED') return 'signed-out';
  if (code === 'FORBIDDEN') return 'forbidden';
  if (code === 'RATE_LIMITED') return 'too-many-requests';
  if (code === 'DISK_FULL') return 'disk-full';
  return undefined;
}

/** A question that a list cannot answer: whoever asked it asks it otherwise. */
const isAboutSearch = ({ code, inputPath }: Record<string, unknown>): boolean =>
  code === 'INVALID_INPUT' && Array.isArray(inputPath) && inputPath.at(-1) === 'search';

/** Reads urql's error: the status and the first error's code decide the kind; everything unknown is a fault. */
export function failureOf(error: CombinedError): Failure {
  const first = error.graphQLErrors[0];
  const reference = text(first?.extensions?.['correlationId']);
  if (isAboutSearch(first?.extensions ?? {})) return { kind: 'search' };
  const response: unknown = error.response;
  const status = response instanceof Response ? response.status : undefined;
  const known = kindOfCode(text(first?.extensions?.['code'])) ?? kindOfStatus(status);
  if (known !== undefined) return { kind: known, reference };
  if (first === undefined && error.networkError !== undefined && status === undefined)
    return { kind: 'offline' };
  return { kind: 'fault', reference };
}
