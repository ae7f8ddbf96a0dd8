import { Buffer } from 'node:buffer';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { describeStore } from '../testing/store-promises.js';
import { DirectoryStore } from './directory-store.js';
import { type StoredFile, StoreUnreachable } from './file-store.js';

const directory = (): Promise<string> => mkdtemp(join(tmpdir(), 'plenary-files-'));

describeStore('A directory', async () => {
  const path = await directory();
  return { store: new DirectoryStore(path), close: () => rm(path, { recursive: true }) };
});

async function listOf(store: DirectoryStore): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of store.list()) files.push(file);
  return files;
}

describe('A directory of files', () => {
  let path: string;
  beforeEach(async () => {
    path = await directory();
  });
  afterEach(() => rm(path, { recursive: true }));

  it('has nothing before the first file, and is made with it', async () => {
    const store = new DirectoryStore(join(path, 'not', 'there'));
    expect(await store.get(newId())).toBeUndefined();
    expect(await listOf(store)).toEqual([]);
    await store.put(newId(), Buffer.from('A'));
    expect(await listOf(store)).toHaveLength(1);
  });

  it('leaves nothing unfinished behind', async () => {
    await new DirectoryStore(path).put(newId(), Buffer.from('A'));
    expect(await readdir(join(path, 'unfinished'))).toEqual([]);
  });

  it('lists no file that was not finished, and forgets it after an hour', async () => {
    const store = new DirectoryStore(path);
    await store.put(newId(), Buffer.from('A'));
    const [young, old] = [newId(), newId()];
    for (const id of [young, old]) await writeFile(join(path, 'unfinished', id), 'half');
    await utimes(join(path, 'unfinished', old), 0, 0);
    expect(await listOf(store)).toHaveLength(1);
    expect(await readdir(join(path, 'unfinished'))).toEqual([young]);
  });

  it('is out of reach where it cannot be written, and says so', async () => {
    await writeFile(join(path, 'a-file'), '');
    const store = new DirectoryStore(join(path, 'a-file'));
    await expect(store.put(newId(), Buffer.from('A'))).rejects.toBeInstanceOf(StoreUnreachable);
    await expect(store.get(newId())).rejects.toBeInstanceOf(StoreUnreachable);
  });
});
