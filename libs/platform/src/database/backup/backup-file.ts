import { createReadStream } from 'node:fs';
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
    unpacked.destroy();
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

/** The file, or standard input for `-`. */
export const sourceOf = (path: string): Readable => (path === '-' ? process.stdin : createReadStream(path));

function told(error: unknown): BackupError {
  const code = (error as { code?: unknown }).code;
  switch (code) {
    case 'ENOENT':
      return new BackupError('There is no such file.');
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return damaged('it cannot be unpacked, or ends early');
    default:
      return error instanceof BackupError
        ? error
        : new BackupError(
            `The backup cannot be read (${typeof code === 'string' ? code : 'unknown reason'}).`,
          );
  }
}
