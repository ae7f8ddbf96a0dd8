import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory, and those above it that are missing, for this user alone. Node's own `recursive` goes round for
 * ever where a file system answers "no such directory" to the making of one, as /proc does: here that is an error.
 */
export function makeDirectory(path: string): void {
  const missing: string[] = [];
  for (let each = resolve(path); !isThere(each); each = dirname(each)) missing.unshift(each);
  for (const each of missing) makeUnlessThere(each);
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Another process may make the same one at this moment. */
function makeUnlessThere(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isThere(path)) throw error;
  }
}
