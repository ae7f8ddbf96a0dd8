import { useCallback } from 'react';
import { uploadList, type Loaded, type WhatFile } from './upload-list';

/** Gone with the page: the service keeps no file, and the browser's storage keeps nothing of people. */
const sources = new Map<string, File | string>();

/** What a list was loaded from, as long as this page lives. */
export const sourceOf = (listId: string): File | string | undefined => sources.get(listId);

export function keepSource(listId: string, source: File | string): void {
  sources.set(listId, source);
}

/** Loads a list, and keeps what it was loaded from, so that it can be read in another way. */
export function useLoading(): (source: File | string, what: WhatFile) => Promise<Loaded> {
  return useCallback(async (source, what) => {
    const loaded = await uploadList(source, what);
    if (loaded.kind === 'done' && loaded.payload.importList !== null)
      keepSource(loaded.payload.importList.id, source);
    return loaded;
  }, []);
}
