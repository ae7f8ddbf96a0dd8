import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type FileStore } from '../store/file-store.js';

/** What every store promises; `open` gives one that is empty. */
export function describeStore(
  name: string,
  open: () => Promise<{ readonly store: FileStore; readonly close: () => Promise<void> }>,
): void {
  describe(`${name} keeps files`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    const store = (): FileStore => opened.store;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    const read = async (id: string): Promise<string | undefined> => {
      const bytes = await store().get(id);
      if (bytes === undefined) return undefined;
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    };
    const ids = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { id } of store().list()) found.push(id);
      return found.sort();
    };

    it('and gives back what was put there last, until it is deleted', async () => {
      const id = newId();
      expect(await read(id)).toBeUndefined();
      await store().put(id, Buffer.from('first'));
      await store().put(id, Buffer.from('second'));
      expect(await read(id)).toBe('second');
      await store().delete(id);
      await store().delete(id);
      expect(await read(id)).toBeUndefined();
    });

    it('and lists them with the time since when they are there', async () => {
      const before = await ids();
      const kept = [newId(), newId(), newId()];
      for (const id of kept) await store().put(id, Buffer.from(id));
      expect(await ids()).toEqual([...before, ...kept].sort());
      for await (const { storedAt } of store().list())
        expect(Math.abs(Date.now() - storedAt.getTime())).toBeLessThan(3_600_000);
    });
  });
}
