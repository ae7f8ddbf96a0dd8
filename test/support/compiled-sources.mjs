import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const configuration = readFileSync(join(ROOT, '.swcrc'), 'utf8');

/** How sources become JavaScript. */
export const { $schema: _, ...OPTIONS } = JSON.parse(configuration);

/** Where that is kept; every install begins without. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'sources');

/** Where the JavaScript of this source is, if it was ever asked for; its map is beside it, with `.map` at the end. */
export function compiledPath(filename, text) {
  const key = createHash('sha256').update(`${configuration}\0${filename}\0${text}`).digest('hex');
  return join(CACHE, `${key.slice(0, 32)}.js`);
}
