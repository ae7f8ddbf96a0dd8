import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CACHE, compiledPath, OPTIONS } from './compiled-sources.mjs';

/** Names that stand for another module in this process, by the address of that module. */
let standIns = {};

export async function initialize(data) {
  standIns = data?.standIns ?? {};
  await mkdir(CACHE, { recursive: true });
}

/** Relative imports end in `.js`, as they will once built; here the file beside is the `.ts`. */
export async function resolve(specifier, context, next) {
  if (!context.parentURL?.endsWith('.ts')) return next(specifier, context);
  if (specifier in standIns) return { url: standIns[specifier], format: 'module', shortCircuit: true };
  if (/^\.{1,2}\/.*\.js$/.test(specifier)) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
  }
  const isOwn = specifier.startsWith('#');
  return next(specifier, isOwn ? { ...context, conditions: [...context.conditions, 'source'] } : context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  return { format: 'module', source: await compile(filename), shortCircuit: true };
}

/** Kept by content for the next process, with the map from its lines to those of the source. */
async function compile(filename) {
  const text = await readFile(filename, 'utf8');
  const path = compiledPath(filename, text);
  if (existsSync(path)) return readFile(path, 'utf8');
  // The compiler is large, and what has been compiled before needs none.
  const { transform } = await import('@swc/core');
  const { code, map } = await transform(text, { ...OPTIONS, filename, swcrc: false, sourceMaps: true });
  await write(`${path}.map`, map);
  await write(path, code);
  return code;
}

/** Whole or not at all, for others read it meanwhile. */
async function write(path, text) {
  const draft = `${path}.${createHash('sha1').update(text).digest('hex').slice(0, 8)}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}
