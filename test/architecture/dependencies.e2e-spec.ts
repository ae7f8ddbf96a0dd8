import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { isTest, ROOT } from './source-tree.js';

interface Manifest {
  /** `#libs/*` and where its source is. */
  readonly imports: Readonly<Record<string, { readonly source: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const {
  imports: doors,
  dependencies,
  devDependencies,
} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const declared = [...Object.keys(dependencies), ...Object.keys(devDependencies)];

/** What is needed without being named anywhere, and by whom. */
const NEEDED_BY: Readonly<Record<string, string>> = {
  '@as-integrations/fastify': '@nestjs/apollo',
  graphql: '@nestjs/graphql',
  'reflect-metadata': '@nestjs/core',
  rxjs: '@nestjs/core',
  sass: 'vite',
};

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter(
    (path) => /\.(ts|tsx|mjs|js|scss|json)$/.test(path) && !/^package(-lock)?\.json$|generated\//.test(path),
  )
  .flatMap((path) => {
    try {
      return [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
    } catch {
      // Deleted and not committed yet.
      return [];
    }
  });

/** `@scope/name` or `name`; undefined for our own modules and Node's. */
function packageOf(name: string): string | undefined {
  if (/^[.#/]/.test(name) || isBuiltin(name) || name.startsWith('virtual:')) return undefined;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

const imports = files
  .filter(({ path }) => /\.(ts|tsx|mjs|js)$/.test(path))
  .flatMap(({ path, text }) =>
    ts
      .preProcessFile(text, true, true)
      .importedFiles.flatMap(({ fileName }) => packageOf(fileName) ?? [])
      .map((name) => ({ path, name })),
  );
/** What `npm run client` packs; the examples of the guide import it as partners do. */
const OWN = 'plenary-client';
const imported = new Set(imports.map(({ name }) => name));

/** A tool, a plug-in or a style that is called by its name in quotes or by its path. */
const isNamed = (name: string): boolean =>
  files.some(({ text }) => new RegExp(`['"/]${name.replace(/[.+]/g, '\\$&')}['"/]`).test(text));

/** Types are there for the package that they describe. */
const isTypesOfUsed = (name: string): boolean =>
  name === '@types/node' || (name.startsWith('@types/') && imported.has(name.slice('@types/'.length)));

describe('packages', () => {
  it('that are imported are declared', () => {
    const strangers = imports.filter(({ name }) => !declared.includes(name) && name !== OWN);
    expect(strangers).toEqual([]);
  });

  it('that a server needs in production are no packages of development alone', () => {
    const isServer = (path: string): boolean =>
      /^(libs\/(?!client\/)|apps\/(api|worker|cli)\/)/.test(path) &&
      path.endsWith('.ts') &&
      !isTest({ path });
    const wrong = imports.filter(({ path, name }) => isServer(path) && !(name in dependencies));
    expect(wrong).toEqual([]);
  });

  it('that are declared are used', () => {
    const unused = declared.filter(
      (name) => !imported.has(name) && !isNamed(name) && !isTypesOfUsed(name) && !(name in NEEDED_BY),
    );
    expect(unused).toEqual([]);
  });

  it('have their versions to the last digit', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('doors of libs', () => {
  it('are where editors look for them too, the narrowest name first', () => {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
      readFileSync(path, 'utf8'),
    ) as {
      config: { compilerOptions: { paths: Record<string, readonly string[]> } };
    };
    expect(Object.entries(config.compilerOptions.paths)).toEqual(
      Object.entries(doors).map(([name, { source }]) => [name, [source]]),
    );
  });
});
