import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.data', 'generated']);
const TESTS = {
  unit: /^(libs|apps\/(api|worker|cli))\/.*(?<!int-)spec\.ts$/,
  int: /^(libs|apps\/(api|worker|cli))\/.*\.int-spec\.ts$/,
  architecture: /^test\/architecture\/.*\.e2e-spec\.ts$/,
  journeys: /^test\/(journeys|clients)\/.*\.e2e-spec\.ts$/,
  faults: /^test\/faults\/.*\.e2e-spec\.ts$/,
  browser: /^test\/browser\/.*\.e2e-spec\.ts$/,
};
/** Tiers that run the whole product: there is hardly a change that does not touch each of their files. */
const WHOLE = ['journeys', 'faults', 'browser'];

/** The stages that a change touches, each with no more work than the change asks for. */
export function stagesTouched(stages, root, base) {
  const changed = changedFiles(root, base);
  const tests = testsTouched(root, changed);
  const there = (pattern) => changed.filter((path) => pattern.test(path) && existsSync(join(root, path)));
  const isAny = (pattern) => changed.some((path) => pattern.test(path));
  const ofConsole = there(/^apps\/console\/.*\.(tsx?|json)$/).map((path) => join(root, path));
  const narrowed = {
    typecheck: isAny(/^(libs|apps\/(api|worker|cli)|test)\/.*\.ts$/) && {},
    'typecheck-browser': isAny(/^test\/browser\/|^libs\/testing\//) && {},
    'typecheck-console': isAny(/^apps\/console\/|^schema\.graphql$/) && {},
    lint: instead('.', there(/\.(tsx?|m?js)$/)),
    format: instead('.', there(/\.(tsx?|m?js|json|md|s?css|ya?ml)$/)),
    console: instead('run', ofConsole, 'related', '--run'),
  };
  return stages.flatMap((stage) => {
    if (stage.kind === 'jest')
      return tests[stage.name].length > 0 ? [{ ...stage, paths: tests[stage.name] }] : [];
    const change = narrowed[stage.name];
    return change ? [{ ...stage, args: change.args?.(stage.args) ?? stage.args }] : [];
  });
}

/** Names files in place of an argument that says everything. */
const instead = (whole, files, ...first) =>
  files.length > 0 && {
    args: (args) => args.flatMap((arg) => (arg === whole ? [...first, ...files] : [arg])),
  };

/** Files that differ from this commit, those that are not committed yet included. Deleted ones are told as well. */
export function changedFiles(root, base) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const since = base || git('merge-base', 'HEAD', 'main')[0];
  return [
    ...new Set([...git('diff', '--name-only', since), ...git('ls-files', '--others', '--exclude-standard')]),
  ].sort();
}

/**
 * The test files that a change touches, by tier: those that import a changed file, directly or through others. Through the
 * door of a lib they import what they name, not all that is behind it. The rules of the house are about every file. Of the
 * tiers that run the whole product only files that have changed themselves, or their support.
 */
export function testsTouched(root, changed) {
  const sources = readSources(root);
  const edges = edgesOf(sources);
  const touched = importersOf(changed, edges);
  const changedTests = changed.filter((path) => path.startsWith('test/'));
  const own = importersOf(changedTests, edges);
  return Object.fromEntries(
    Object.entries(TESTS).map(([tier, pattern]) => [
      tier,
      [...sources.keys()]
        .filter((path) => pattern.test(path))
        .filter((path) => tier === 'architecture' || (WHOLE.includes(tier) ? own : touched).has(path)),
    ]),
  );
}

function readSources(root) {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path);
      return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
    });
  return new Map(
    ['libs', 'apps', 'test'].flatMap(walk).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

/** What each file imports: pairs of a file and of what is named from it (undefined: all of it). */
function edgesOf(sources) {
  const exportsOf = new Map();
  const edges = new Map();
  for (const [path, text] of sources)
    edges.set(
      path,
      importsIn(text).flatMap(({ from, names }) => {
        const target = pathOf(path, from, sources);
        if (target === undefined) return [];
        if (!from.startsWith('#') || names === undefined) return [target];
        return names.map((name) => whereExported(target, name, sources, exportsOf) ?? target);
      }),
    );
  return edges;
}

function importsIn(text) {
  const found = [];
  for (const [, clause = '', from] of text.matchAll(/^(?:import|export)\s+([^;'"]*?)\s*from\s+'([^']+)'/gm))
    found.push({ from, names: namesIn(clause) });
  for (const [, from] of text.matchAll(/\bimport\s*\(?\s*'([^']+)'/g)) found.push({ from });
  return found;
}

/** `{ a, type b as c }` names a and b; `* as x` and a default name everything. */
function namesIn(clause) {
  const [, list] = /^(?:type\s+)?\{([^}]*)\}$/.exec(clause.trim()) ?? [];
  return list
    ?.split(',')
    .map(
      (part) =>
        part
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)[0],
    )
    .filter(Boolean);
}

function pathOf(from, name, sources) {
  const [, lib, part] = /^#libs\/([\w-]+)(\/\w+)?$/.exec(name) ?? [];
  if (lib !== undefined)
    return [`libs/${lib}/src${part ?? ''}/index.ts`, `libs/${lib}/src/index.ts`].find((path) =>
      sources.has(path),
    );
  if (!name.startsWith('.')) return undefined;
  const base = posix.join(posix.dirname(from), name);
  return [base, base.replace(/\.js$/, '.ts'), base.replace(/\.js$/, '.tsx'), `${base}.tsx`].find((path) =>
    sources.has(path),
  );
}

/** The file behind a door that has a name, or undefined where that cannot be read off. */
function whereExported(door, name, sources, exportsOf) {
  if (!exportsOf.has(door)) exportsOf.set(door, readExports(door, sources));
  return exportsOf.get(door).get(name);
}

function readExports(path, sources, found = new Map()) {
  const text = sources.get(path) ?? '';
  const declared =
    /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:class|function\*?|const|let|interface|type|enum)\s+(\w+)/gm;
  for (const [, name] of text.matchAll(declared)) found.set(name, path);
  for (const [, clause, from] of text.matchAll(/^export\s+([^;'"]*?)\s*from\s+'([^']+)'/gm)) {
    const target = pathOf(path, from, sources);
    if (target === undefined) continue;
    if (clause === '*') readExports(target, sources, found);
    else for (const name of exportedNames(clause)) found.set(name, target);
  }
  return found;
}

const exportedNames = (clause) =>
  (/\{([^}]*)\}/.exec(clause)?.[1] ?? '')
    .split(',')
    .map((part) =>
      part
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)
        .at(-1),
    )
    .filter(Boolean);

/** These files and all that import one of them, however far away. */
function importersOf(changed, edges) {
  const importers = new Map();
  for (const [path, targets] of edges)
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), path]);
  const found = new Set();
  const waiting = [...changed];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    waiting.push(...(importers.get(path) ?? []));
  }
  return found;
}
