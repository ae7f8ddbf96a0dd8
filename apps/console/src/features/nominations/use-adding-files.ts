import { use, useRef, useState } from 'react';
import { sendFile, type FileRefusal } from '../../api/send-file';
import { SignInAgainContext } from '../../api/sign-in-again';
import type { Outcome } from '../../api/use-act';
import type { Attachment } from './attachment-operations';

const ADDRESS = '/attachments';

/** A refusal, and of which file it is. */
export interface AddRefusal extends FileRefusal {
  readonly fileName: string;
}

/** How adding ended. */
export interface Added {
  readonly errors: readonly AddRefusal[];
}

/** The file that is being sent, of how many. */
export interface Progress {
  readonly number: number;
  readonly count: number;
  readonly name: string;
}

/**
 * Adds files one after the other. What was refused or failed stops those behind it; when they are sent again, those that were added are
 * left out, and one whose answer got lost goes under the same key, so that nothing is there twice.
 */
export function useAddingFiles(subjectId: string, side: Attachment['side'], onAdded: () => void) {
  const signInAgain = use(SignInAgainContext);
  const [progress, setProgress] = useState<Progress>();
  const keys = useRef(new WeakMap<File, string>());
  const added = useRef(new WeakSet<File>());

  const send = async (file: File): Promise<Outcome<Added>> => {
    const key = keys.current.get(file) ?? crypto.randomUUID();
    keys.current.set(file, key);
    const what = { subjectId, side, fileName: file.name, idempotencyKey: key };
    let sent = await sendFile(ADDRESS, 'attachment', file, what);
    while (sent.kind === 'failed' && sent.failure.kind === 'signed-out' && (await signInAgain?.()) === true)
      sent = await sendFile(ADDRESS, 'attachment', file, what);
    if (sent.kind === 'failed') return sent;
    keys.current.delete(file);
    const errors = sent.payload.errors.map((error) => ({ ...error, fileName: file.name }));
    return sent.kind === 'done'
      ? { kind: 'done', payload: { errors } }
      : { kind: 'refused', errors, payload: { errors } };
  };

  const add = async (files: readonly File[]): Promise<Outcome<Added>> => {
    try {
      for (const [index, file] of files.entries()) {
        if (added.current.has(file)) continue;
        setProgress({ number: index + 1, count: files.length, name: file.name });
        const sent = await send(file);
        if (sent.kind !== 'done') return sent;
        added.current.add(file);
        onAdded();
      }
      return { kind: 'done', payload: { errors: [] } };
    } finally {
      setProgress(undefined);
    }
  };
  return { add, progress };
}
