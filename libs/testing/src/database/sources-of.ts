import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** `from './here.js'`, `from '#libs/platform'`, `import('./there.js')`: whatever a file may come by. */
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/**
 * These files and all of `libs` that they import, directly or through others, sorted. Packages are left out: what they are is
 * in the lock file.
 */
export function sourcesOf(files: readonly string[], libs: string): string[] {
  const found = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const path = pathOf(name, file, libs);
      if (path !== undefined && existsSync(path)) waiting.push(path);
    }
  }
  return [...found].sort();
}

function pathOf(name: string, from: string, libs: string): string | undefined {
  if (name.startsWith('.')) return join(dirname(from), name.replace(/\.js$/, '.ts'));
  const [, lib, part] = /^#libs\/([\w-]+)(\/testing)?$/.exec(name) ?? [];
  if (lib === undefined) return undefined;
  return join(libs, lib, 'src', part === undefined ? 'index.ts' : 'testing/index.ts');
}

/** Changes with every name and text of the files, and not with where the checkout lies. */
export function hashOfFiles(files: readonly string[], root: string): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}
