import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isTest, ROOT, sourceFiles } from './source-tree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** The build's own list: plain JavaScript, for it runs before anything is installed. */
const { PARTS } = (await import(join(ROOT, 'apps/cli/bin/source-hash.mjs'))) as {
  PARTS: Readonly<Record<string, { readonly sources: readonly string[] }>>;
};
const dockerfile = read('docker/Dockerfile');

/** Whether a path is kept out of the build, by Docker's rules: the last pattern that fits it or a folder above it decides. */
function isIgnored(path: string): boolean {
  const parts = path.split('/');
  const paths = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const patterns = read('docker/Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => /^[^#]/.test(line));
  const last = patterns.findLast((line) =>
    paths.some((each) => matcherOf(line.replace(/^!/, '')).test(each)),
  );
  return last !== undefined && !last.startsWith('!');
}

function matcherOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|\*|[.]/g, (sign) =>
    sign === '**/' ? '(.*/)?' : sign === '**' ? '.*' : sign === '*' ? '[^/]*' : '\\.',
  );
  return new RegExp(`^${source}$`);
}

describe('the image', () => {
  it('is built from everything that the product is built from', () => {
    const sources = Object.values(PARTS)
      .flatMap(({ sources }) => sources)
      .filter((path) => !path.startsWith('test/'));
    expect(sources.filter(isIgnored)).toEqual([]);
    const product = sourceFiles('apps', 'libs').filter((file) => !isTest(file));
    expect(product.map(({ path }) => path).filter(isIgnored)).toEqual([]);
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    expect(copied.filter((path) => path !== '.' && isIgnored(path))).toEqual([]);
  });

  it('gets no data, no secrets, no history, no tests and no packages of the machine that builds it', () => {
    const unwanted = [
      '.git/HEAD',
      '.data/secret',
      '.env',
      'docker/.env',
      'apps/api/.env.local',
      'libs/platform/.npmrc',
      'node_modules/pg/package.json',
      'apps/console/node_modules/react/index.js',
      'dist/console/index.html',
      'test/run.mjs',
    ];
    const tests = sourceFiles('apps', 'libs', 'test').filter(
      (file) => isTest(file) && !file.path.startsWith('apps/console/src/testing/'),
    );
    expect([...unwanted, ...tests.map(({ path }) => path)].filter((path) => !isIgnored(path))).toEqual([]);
  });

  it('has every package that the server imports, for it is installed without those of development', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const imported = sourceFiles('libs', 'apps/api', 'apps/worker', 'apps/cli')
      // The client runs at partners.
      .filter((file) => !isTest(file) && !file.path.startsWith('libs/client/'))
      .flatMap(({ imports }) => imports)
      .filter((name) => !/^(\.|#|node:)/.test(name) && !builtinModules.includes(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect([...new Set(imported)].filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('starts a file that the build makes', () => {
    const [, main = ''] = /exec node \/plenary\/dist\/(\S+)\.js/.exec(read('docker/plenary')) ?? [];
    expect(existsSync(join(ROOT, `${main}.ts`))).toBe(true);
  });
});
