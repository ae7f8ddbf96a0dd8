import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { declaredJobs, type EventDefinition, type ListenerDefinition, listenersOf } from '#libs/platform';
import { codeOf, isTest, resolveRelative, ROOT, type SourceFile, sourceFiles } from './source-tree.js';

const files = sourceFiles('libs', 'apps', 'test');
const product = files.filter((file) => !isTest(file));
const paths = new Set(product.map(({ path }) => path));
const listenerFiles = product.filter(({ path }) => path.endsWith('.listener.ts'));
const eventFiles = product.filter(({ path }) => path.endsWith('.events.ts'));
const stemOf = ({ path }: SourceFile): string => basename(path, '.listener.ts');
const classOf = (stem: string): string =>
  stem.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
const load = async ({ path }: SourceFile): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(join(ROOT, path)).href)) as Record<string, unknown>;

const isListener = (job: object): job is ListenerDefinition => 'event' in job;
await Promise.all(listenerFiles.map(load));
const listeners = declaredJobs().filter(isListener);

describe('a listener', () => {
  it('has a file of its own, among the listeners of its lib, that is named by its rule', () => {
    expect(listenerFiles.length).toBeGreaterThan(4);
    const elsewhere = listenerFiles.filter(
      ({ path }) => !/^libs\/[a-z-]+\/src\/listeners\/[^/]+$/.test(path),
    );
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
    expect(listeners.map(({ name }) => name).sort()).toEqual(listenerFiles.map(stemOf).sort());
    const declaring = product.filter((file) =>
      codeOf(file).calls.some(({ name }) => name === 'defineListener'),
    );
    expect(declaring.map(({ path }) => path)).toEqual(listenerFiles.map(({ path }) => path));
  });

  it('says in its name what it does, and when', () => {
    const wrong = listeners.filter(
      ({ name, event }) => !name.endsWith(`-when-${event.name.replace('.', '-')}`),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('is registered in the jobs module of its lib, under the name of its file', () => {
    const wrong = listenerFiles.filter((file) => {
      const name = classOf(stemOf(file));
      const lib = file.path.split('/').slice(0, 3).join('/');
      const module = product.find(({ path }) => path.startsWith(lib) && path.endsWith('-jobs.module.ts'));
      const isRegistered = module !== undefined && codeOf(module).names.has(name);
      const isHandler = codeOf(file).classes.some(
        (one) => one.name === name && one.base === 'JobHandler' && one.isExported,
      );
      return !isRegistered || !isHandler;
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    'apps/api/src/start-api.ts',
    'apps/worker/src/start-worker.ts',
    'apps/cli/src/main.ts',
    'libs/demonstration/src/index.ts',
  ])('is loaded by whatever loads %s: what is told there is heard by all', (entry) => {
    expect(paths.has(entry)).toBe(true);
    const loaded = reachedFrom(entry);
    expect(listenerFiles.map(({ path }) => path).filter((path) => !loaded.has(path))).toEqual([]);
  });
});

describe('an event', () => {
  it('is declared beside the doors of its lib, under a name that no other has, and somebody listens', async () => {
    const declaring = product.filter(
      (file) =>
        codeOf(file).calls.some(({ name }) => name === 'defineEvent') &&
        !file.path.startsWith('libs/platform/'),
    );
    expect(declaring.map(({ path }) => path)).toEqual(eventFiles.map(({ path }) => path));
    expect(eventFiles.filter(({ path }) => !/^libs\/[a-z-]+\/src\/[a-z-]+\.events\.ts$/.test(path))).toEqual(
      [],
    );
    const modules = await Promise.all(eventFiles.map(load));
    const events = modules.flatMap((module) => Object.values(module) as EventDefinition[]);
    expect(new Set(events.map(({ name }) => name)).size).toBe(events.length);
    expect(events.filter((event) => listenersOf(event).length === 0).map(({ name }) => name)).toEqual([]);
    expect(new Set(listeners.map(({ event }) => event))).toEqual(new Set(events));
  });
});

/** Every file that is loaded with this one, at once or later. */
function reachedFrom(entry: string): Set<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = product.find((one) => one.path === path);
    if (found.has(path) || file === undefined) continue;
    found.add(path);
    for (const name of loadedBy(file)) {
      const door = /^#libs\/([a-z-]+)$/.exec(name)?.[1];
      const next = door === undefined ? resolveRelative(path, name, paths) : `libs/${door}/src/index.ts`;
      if (next !== undefined) open.push(next);
    }
  }
  return found;
}

/** What a file imports beside types, which nothing is loaded for. */
function loadedBy({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && !isOfTypes(node)) add(node.moduleSpecifier);
    if (ts.isExportDeclaration(node) && !isOfTypes(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  const add = (specifier: ts.Expression | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier.text);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

function isOfTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || onlyTypes(node.exportClause);
  const clause = node.importClause;
  if (clause === undefined) return false;
  return clause.isTypeOnly || (clause.name === undefined && onlyTypes(clause.namedBindings));
}

const onlyTypes = (bindings: ts.Node | undefined): boolean =>
  bindings !== undefined &&
  (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) &&
  bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
