import { createReadStream, fstatSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupError, damaged } from './backup-format.js';

/** The lines of a compressed backup. @throws BackupError where it is no such file, or a damaged one. */
export async function* linesOf(source: Readable): AsyncGenerator<string> {
  const unpacked = createGunzip();
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure ??= error;
    // With its reason, or whoever waits for the next line waits for ever.
    unpacked.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  source.once('error', fail);
  unpacked.once('error', fail);
  const lines = createInterface({ input: source.pipe(unpacked), crlfDelay: Infinity });
  try {
    yield* lines;
  } catch (error) {
    failure ??= error;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  if (failure !== undefined) throw told(failure);
}

/** The file, open already, or standard input for `-`. @throws BackupError where it cannot be opened. */
export function sourceOf(path: string): Readable {
  if (path === '-') return process.stdin;
  try {
    const fd = openSync(path, 'r');
    if (fstatSync(fd).isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR' });
    return createReadStream(path, { fd });
  } catch (error) {
    throw told(error, path);
  }
}

function told(error: unknown, path = 'The backup'): BackupError {
  const code = (error as { code?: unknown }).code;
  switch (code) {
    case 'ENOENT':
      return new BackupError(`${path}: there is no such file.`);
    case 'EISDIR':
      return new BackupError(`${path}: this is a directory; name the file in it.`);
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return damaged('it cannot be unpacked, or ends early');
    default:
      return error instanceof BackupError
        ? error
        : new BackupError(`${path} cannot be read (${typeof code === 'string' ? code : 'unknown reason'}).`);
  }
}
