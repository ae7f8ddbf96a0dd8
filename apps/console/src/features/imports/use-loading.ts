import { use, useRef } from 'react';
import { SignInAgainContext } from '../../api/sign-in-again';
import { uploadList, type Loaded, type WhatFile } from './upload-list';

/** Gone with the page: the service keeps no file, and the browser's storage keeps nothing of people. */
const sources = new Map<string, File | string>();

/** What a list was loaded from, as long as this page lives. */
export const sourceOf = (listId: string): File | string | undefined => sources.get(listId);

/**
 * Loads a list, and keeps what it was loaded from, so that it can be read in another way. An attempt whose answer got lost is repeated
 * under the same key; the session that is over is begun again over the page.
 */
export function useLoading(): (
  source: File | string,
  what: Omit<WhatFile, 'idempotencyKey'>,
) => Promise<Loaded> {
  const signInAgain = use(SignInAgainContext);
  const intent = useRef<{ readonly source: File | string; readonly said: string; readonly key: string }>(
    undefined,
  );
  return async (source, what) => {
    const said = JSON.stringify(what);
    if (intent.current?.source !== source || intent.current.said !== said)
      intent.current = { source, said, key: crypto.randomUUID() };
    const send = () => uploadList(source, { ...what, idempotencyKey: intent.current?.key ?? '' });
    let loaded = await send();
    while (
      loaded.kind === 'failed' &&
      loaded.failure.kind === 'signed-out' &&
      (await signInAgain?.()) === true
    )
      loaded = await send();
    if (loaded.kind !== 'failed') intent.current = undefined;
    if (loaded.kind === 'done' && loaded.payload.importList !== null)
      sources.set(loaded.payload.importList.id, source);
    return loaded;
  };
}
