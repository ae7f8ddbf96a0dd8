import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.js';

/** Marks a secret that was made for a demonstration, so that production can tell it by sight and refuse it. */
const PREFIX = 'demonstration-';

export function isDemonstrationSecret(secret: string): boolean {
  return secret.startsWith(PREFIX);
}

/** The secret of this data directory, made on first use (readable by its owner only) and the same ever after. */
export function demonstrationSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  makeDirectory(dataDir);
  try {
    // 'wx' fails where the file exists: two processes that start together agree on the first one's secret.
    writeFileSync(file, PREFIX + randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
