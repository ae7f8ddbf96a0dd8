import type { Failure } from '../../api/failure';
import type { Outcome, Refusal } from '../../api/use-act';

const ADDRESS = '/import-lists';
/** What a control for files offers; the service judges a file by its content. */
export const ACCEPTED_FILES = '.xlsx,.ods,.xls,.csv,.tsv,.txt';

/** What is said of a file beside its bytes; see `LoadImportListInput`. */
export interface WhatFile {
  readonly idempotencyKey: string;
  readonly bodyId: string;
  readonly fileName?: string;
  /** A list that is read again */
  readonly listId?: string;
  readonly sheet?: string;
  readonly encoding?: string;
  readonly separator?: string;
  readonly headingRows?: readonly number[];
}

export interface LoadRefusal extends Refusal {
  readonly fileProblem: string | null;
}

export interface LoadPayload {
  readonly importList: { readonly id: string } | null;
  readonly errors: readonly LoadRefusal[];
}

export type Loaded = Outcome<LoadPayload>;

interface Answer {
  readonly importList?: { readonly id: string };
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: {
      readonly code?: string;
      readonly inputPath?: readonly string[];
      readonly fileProblem?: string;
      readonly correlationId?: string;
    };
  }[];
}

const FAILURES: Readonly<Record<string, Failure['kind']>> = {
  UNAUTHENTICATED: 'signed-out',
  RATE_LIMITED: 'too-many-requests',
  DISK_FULL: 'disk-full',
};
/** Codes of faults: nothing that the person could mend. */
const isFault = (status: number, code: string): boolean => status >= 500 || code in FAILURES;

/** Sends a file, or cells as text, to be read as a list. GraphQL has no way in for files; this one answers as a mutation does. */
export async function uploadList(source: File | string, what: WhatFile): Promise<Loaded> {
  let response: Response;
  try {
    response = await fetch(ADDRESS, {
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
  if (response.ok && answer.importList !== undefined)
    return { kind: 'done', payload: { importList: answer.importList, errors: [] } };
  const errors = answer.errors ?? [];
  const [first] = errors;
  const code = first?.extensions?.code ?? '';
  if (first === undefined || isFault(response.status, code))
    return {
      kind: 'failed',
      failure: { kind: FAILURES[code] ?? 'fault', reference: first?.extensions?.correlationId },
    };
  const refusals = errors.map(({ message, extensions }) => ({
    code: extensions?.code ?? '',
    message,
    path: extensions?.inputPath ?? [],
    fileProblem: extensions?.fileProblem ?? null,
  }));
  return { kind: 'refused', errors: refusals, payload: { importList: null, errors: refusals } };
}
