import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own directory, whether this runs from the sources or from the built tree. */
export const PROJECT_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** As package.json says. */
export const PLENARY_VERSION = (
  JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { version: string }
).version;

function findRoot(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : findRoot(dirname(directory));
}
