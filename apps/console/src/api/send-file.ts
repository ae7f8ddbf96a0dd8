import type { Failure } from './failure';
import type { Outcome, Refusal } from './use-act';

/** A refusal of a file: what is wrong with it, where that is what is wrong, and the figures of the sentence. */
export interface FileRefusal extends Refusal {
  readonly fileProblem: string | null;
  readonly figures: Readonly<Record<string, number>>;
}

export interface SentFile {
  /** What the file has become */
  readonly made: { readonly id: string } | null;
  readonly errors: readonly FileRefusal[];
}

interface Answer {
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>> & {
      readonly code?: string;
      readonly inputPath?: readonly string[];
      readonly fileProblem?: string;
      readonly correlationId?: string;
    };
  }[];
  readonly [made: string]: unknown;
}

const FAILURES: Readonly<Record<string, Failure['kind']>> = {
  UNAUTHENTICATED: 'signed-out',
  RATE_LIMITED: 'too-many-requests',
  DISK_FULL: 'disk-full',
};
/** Codes of faults: nothing that the person could mend. What is only out of reach for a while is said as a refusal is. */
const isFault = (status: number, code: string): boolean =>
  (status >= 500 && code !== 'SERVICE_UNAVAILABLE') || code in FAILURES;

/**
 * Sends a file, or text, with what is said of it. GraphQL has no way in for files; these answer as a mutation does.
 * @param key under which the answer has what was made
 */
export async function sendFile(
  address: string,
  key: string,
  source: File | string,
  what: object,
): Promise<Outcome<SentFile>> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/octet-stream',
        'plenary-input': encodeURIComponent(JSON.stringify(what)),
        'accept-language': document.documentElement.lang,
      },
      body: typeof source === 'string' ? new Blob([source]) : source,
    });
  } catch {
    return { kind: 'failed', failure: { kind: 'offline' } };
  }
  const answer = (await response.json().catch(() => ({}))) as Answer;
  const made = answer[key] as SentFile['made'] | undefined;
  if (response.ok && made !== undefined) return { kind: 'done', payload: { made, errors: [] } };
  const errors = answer.errors ?? [];
  const [first] = errors;
  const code = first?.extensions?.code ?? '';
  if (first === undefined || isFault(response.status, code))
    return {
      kind: 'failed',
      failure: { kind: FAILURES[code] ?? 'fault', reference: first?.extensions?.correlationId },
    };
  const refusals = errors.map(({ message, extensions = {} }) => ({
    code: extensions.code ?? '',
    message,
    path: extensions.inputPath ?? [],
    fileProblem: extensions.fileProblem ?? null,
    figures: Object.fromEntries(
      Object.entries(extensions).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
  }));
  return { kind: 'refused', errors: refusals, payload: { made: null, errors: refusals } };
}
