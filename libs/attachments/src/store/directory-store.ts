import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isId, newId } from '#libs/kernel';
import { FileStore, type StoredFile, StoreUnreachable } from './file-store.js';

/** Files that are being written, which nobody reads. */
const UNFINISHED = 'unfinished';

/**
 * A directory, which all processes of the installation see. A file is written under another name, flushed to the disk, and then given its own.
 * Directories within hold a 256th of the files each, by the end of the id, which is random.
 */
export class DirectoryStore extends FileStore {
  constructor(private readonly directory: string) {
    super();
  }

  async put(id: string, bytes: Uint8Array): Promise<void> {
    await reachable(async () => {
      const unfinished = join(this.directory, UNFINISHED, newId());
      await Promise.all([
        mkdir(join(this.directory, UNFINISHED), { recursive: true, mode: 0o700 }),
        mkdir(this.directoryOf(id), { recursive: true, mode: 0o700 }),
      ]);
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, this.pathOf(id));
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        throw error;
      }
    });
  }

  async get(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    return reachable(async () => {
      const path = this.pathOf(id);
      // Opened before it is promised: what cannot be read is said before the first byte.
      const file = await open(path, 'r').catch(unlessAbsent);
      return file === undefined ? undefined : createReadStream(path, { fd: file });
    });
  }

  async delete(id: string): Promise<void> {
    await reachable(() => rm(this.pathOf(id), { force: true }));
  }

  /** Also files that never got their name, as if they had been stored: they go the same way. */
  async *list(): AsyncIterable<StoredFile> {
    const root = await reachable(() => opendir(this.directory).catch(unlessAbsent));
    if (root === undefined) return;
    for await (const { name } of root) {
      const within = await opendir(join(this.directory, name)).catch(() => undefined);
      if (within === undefined) continue;
      for await (const { name: id } of within) {
        const path = join(this.directory, name, id);
        const found = await stat(path).catch(() => undefined);
        if (found === undefined || !isId(id)) continue;
        if (name === UNFINISHED) await rmOld(path, found.mtime);
        else yield { id, storedAt: found.mtime };
      }
    }
  }

  private directoryOf = (id: string): string => join(this.directory, id.slice(-2));
  private pathOf = (id: string): string => join(this.directoryOf(id), id);
}

const HOUR_MS = 3_600_000;

async function rmOld(path: string, since: Date): Promise<void> {
  if (Date.now() - since.getTime() > HOUR_MS) await rm(path, { force: true });
}

async function reachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StoreUnreachable(error);
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
