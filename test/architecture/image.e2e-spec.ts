import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeSettings, loadSettings } from '#libs/platform';
import { isTest, ROOT, sourceFiles } from './source-tree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** The build's own list: plain JavaScript, for it runs before anything is installed. */
const { PARTS } = (await import(join(ROOT, 'apps/cli/bin/source-hash.mjs'))) as {
  PARTS: Readonly<Record<string, { readonly sources: readonly string[] }>>;
};
const dockerfile = read('docker/Dockerfile');
const compose = read('docker/compose.yaml');

/** What the compose file asks of the person who installs, as docker/.env answers it. */
const ANSWERS: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://conference.example',
  PLENARY_SECRET: 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF',
  POSTGRES_PASSWORD: 'letters4and6digits',
  SMTP_URL: 'smtp://user:password@mail.example:587',
  MAIL_FROM: 'Conference <office@conference.example>',
};

/** The environment of one container: the lines below `environment:`, with `${…}` answered as Compose does it. */
function environmentOf(part: 'x-plenary' | 'postgres'): Record<string, string> {
  const block =
    new RegExp(`${part}:[\\s\\S]*?\\n( *)environment:\\n((?:\\1 {2,}.*\\n)+)`).exec(compose)?.[2] ?? '';
  const lines = [...block.matchAll(/^ +([A-Z_]+): (.*)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, answered(value)]));
}

function answered(text: string): string {
  return text.replace(/\$\{(\w+):(-|\?)([^}]*)\}/g, (_, name: string, kind: string, otherwise: string) => {
    const answer = ANSWERS[name] ?? (kind === '-' ? otherwise : undefined);
    if (answer === undefined) throw new Error(`Nobody answers ${name}`);
    return answer;
  });
}

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
      .filter((path) => path !== 'test/bench');
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
      .filter((file) => !isTest(file))
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

describe('the compose file', () => {
  it('gives the settings of a production, and only what is a setting', () => {
    const env = environmentOf('x-plenary');
    const settings = loadSettings({ ...env, PLENARY_MODE: 'production' });
    expect(settings).toMatchObject({
      mode: 'production',
      redisUrl: 'redis://valkey:6379',
      smtp: { url: ANSWERS.SMTP_URL, from: ANSWERS.MAIL_FROM },
      http: { port: 3000, publicUrl: ANSWERS.PUBLIC_URL, trustedProxies: ['172.16.0.0/12'] },
    });
    const known = describeSettings({}).map(({ name }) => name);
    expect(Object.keys(env).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('names the database as the server makes it', () => {
    const url = new URL(environmentOf('x-plenary').DATABASE_URL ?? '');
    expect(environmentOf('postgres')).toEqual({
      POSTGRES_USER: url.username,
      POSTGRES_PASSWORD: url.password,
      POSTGRES_DB: url.pathname.slice(1),
    });
  });

  it('builds the image in one service, for two that export one name at once fail on a machine without it', () => {
    expect(compose.match(/^ +build:/gm)).toHaveLength(1);
    expect(compose.slice(compose.indexOf('\n  api:'), compose.indexOf('\n  worker:'))).toContain(
      '\n    build:',
    );
  });

  it('asks for nothing that the README does not give', () => {
    const asked = [...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name);
    const [, given = ''] = /docker\/\.env\) <<END\n([\s\S]*?)\nEND/.exec(read('README.md')) ?? [];
    const names = [...given.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
    expect(names.sort()).toEqual([...new Set(asked)].sort());
  });
});
