import { sendFile } from '../../api/send-file';
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

/** Sends a file, or cells as text, to be read as a list. */
export async function uploadList(source: File | string, what: WhatFile): Promise<Loaded> {
  const sent = await sendFile(ADDRESS, 'importList', source, what);
  if (sent.kind === 'failed') return sent;
  const payload = { importList: sent.payload.made, errors: sent.payload.errors };
  return sent.kind === 'done' ? { kind: 'done', payload } : { kind: 'refused', errors: sent.errors, payload };
}
