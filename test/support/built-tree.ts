import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Options, transform } from '@swc/core';

const ROOT = join(import.meta.dirname, '..', '..');
const DAY_MS = 86_400_000;
const PARTS = ['libs', 'apps/api', 'apps/worker', 'apps/cli/src', 'test/support', 'test/faults/support'];

let tree: Promise<string> | undefined;

/**
 * The libs, the two processes of the product, its commands and the fault worker as JavaScript, in a directory of their own. Processes
 * start twice as fast on it as through a loader, and what they run is what a build gives. Kept by content for the next
 * run.
 */
export function builtTree(): Promise<string> {
  tree ??= build();
  return tree;
}

async function build(): Promise<string> {
  const sources = await Promise.all(
    (await sourceFiles()).map(async (path) => [path, await readSource(path)] as const),
  );
  const configuration = await readFile(join(ROOT, '.swcrc'), 'utf8');
  // The tree links to the packages of this checkout, so another checkout gets a tree of its own.
  const hash = createHash('sha256').update(configuration).update(`\0${ROOT}`);
  for (const [path, text] of sources) hash.update(`\0${path}\0${text}`);
  // Per user, for nobody else may write what we run.
  const home = join(tmpdir(), `plenary-faults-${process.getuid?.() ?? 'user'}`);
  const directory = join(home, hash.digest('hex').slice(0, 16));
  if (existsSync(directory)) return directory;
  await mkdir(home, { recursive: true, mode: 0o700 });
  await forgetOld(home);
  const draft = await mkdtemp(join(home, 'draft-'));
  await writeTree(draft, sources, JSON.parse(configuration) as Options & { $schema?: string });
  // Whoever is first wins; the others throw theirs away.
  await rename(draft, directory).catch(() => rm(draft, { recursive: true }));
  return directory;
}

async function forgetOld(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

async function writeTree(
  draft: string,
  sources: readonly (readonly [string, string])[],
  { $schema: _, ...options }: Options & { $schema?: string },
): Promise<void> {
  for (const [path, text] of sources) {
    const target = join(draft, path.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    const isSource = path.endsWith('.ts');
    const code = isSource ? (await transform(text, { ...options, filename: path, swcrc: false })).code : text;
    await writeFile(target, code);
  }
  const about = JSON.parse(await readSource('package.json')) as {
    imports: Record<string, { default: string }>;
  };
  const imports = Object.fromEntries(
    Object.entries(about.imports).map(([name, door]) => [name, door.default.replace('./dist/', './')]),
  );
  await writeFile(join(draft, 'package.json'), JSON.stringify({ type: 'module', version: 'test', imports }));
  await symlink(join(ROOT, 'node_modules'), join(draft, 'node_modules'));
}

async function sourceFiles(): Promise<string[]> {
  const found = await Promise.all(
    PARTS.map(async (part) =>
      (await readdir(join(ROOT, part), { recursive: true })).map((file) => join(part, file)),
    ),
  );
  return found
    .flat()
    .filter((path) => /\.(ts|mjs|tsv)$/.test(path) && !/spec\.ts$/.test(path))
    .sort();
}

const readSource = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');
